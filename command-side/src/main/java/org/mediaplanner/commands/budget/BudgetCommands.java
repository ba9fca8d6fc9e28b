package org.mediaplanner.commands.budget;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.budget.BudgetCommand.AllocateBudget;
import org.mediaplanner.commands.budget.BudgetCommand.ReallocateBudget;
import org.mediaplanner.commands.budget.BudgetCommand.ReleaseBudget;
import org.mediaplanner.commands.budget.BudgetCommand.TakeBackAllocation;
import org.mediaplanner.commands.budget.BudgetCommand.Transfer;
import org.mediaplanner.commands.budget.BudgetDecider.Receiver;
import org.mediaplanner.commands.budget.BudgetState.FedCampaign;
import org.mediaplanner.commands.campaign.CampaignRegister;
import org.mediaplanner.commands.campaign.CampaignRegister.Entry;
import org.mediaplanner.commands.client.ClientCommands;
import org.mediaplanner.commands.handling.Aggregates;
import org.mediaplanner.commands.handling.CommandFamily;
import org.mediaplanner.commands.handling.Loaded;
import org.mediaplanner.commands.handling.TakenNames;
import org.mediaplanner.events.budget.Budget;
import org.mediaplanner.events.budget.BudgetEvent;
import org.mediaplanner.events.budget.BudgetEvent.AllocationTakenBack;
import org.mediaplanner.events.budget.BudgetEvent.BudgetAllocated;
import org.mediaplanner.events.budget.BudgetEvent.BudgetClosed;
import org.mediaplanner.events.budget.BudgetEvent.BudgetOpened;
import org.mediaplanner.events.budget.BudgetEvent.BudgetReallocated;
import org.mediaplanner.events.budget.BudgetEvent.BudgetReleased;
import org.mediaplanner.events.budget.BudgetEvent.Move;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.campaign.Campaign;
import org.mediaplanner.events.campaign.CampaignEvent;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.stereotype.Component;

/** Carries out what is asked of ledgers. */
@Component
class BudgetCommands implements CommandFamily<BudgetCommand> {

    private static final String KIND = "budget";

    private final Aggregates aggregates;
    private final CampaignRegister register;
    private final TakenNames names;
    private final ClientCommands clients;

    BudgetCommands(Aggregates aggregates, CampaignRegister register, TakenNames names, ClientCommands clients) {
        this.aggregates = aggregates;
        this.register = register;
        this.names = names;
        this.clients = clients;
    }

    @Override
    public Class<BudgetCommand> commands() {
        return BudgetCommand.class;
    }

    @Override
    public BudgetState handle(BudgetCommand command, Caller caller) {
        TenantId tenant = caller.tenantId();
        Map<CampaignId, Entry> touched = seen(register.lock(tenant, touchedBy(command)), caller);
        Loaded<Budget> budget = aggregates.<Budget, BudgetEvent>load(command.budgetId().value(), BudgetEvent.class,
                Budget::evolve).seenBy(command);
        List<BudgetEvent> events = BudgetDecider.decide(budget.state(), command,
                receivers(touched, command.budgetId()));
        events.forEach(event -> register(event, tenant));
        return state(aggregates.append(KIND, budget, events, Budget::evolve, caller), caller);
    }

    /** Those of {@code entries} whose campaign is one of those that {@code caller} works with. */
    private Map<CampaignId, Entry> seen(Map<CampaignId, Entry> entries, Caller caller) {
        if (caller.clients() == null) {
            return entries;
        }
        Map<CampaignId, Entry> seen = new LinkedHashMap<>(entries);
        seen.keySet().removeIf(id -> aggregates.<Campaign, CampaignEvent>load(id.value(), CampaignEvent.class,
                Campaign::evolve).state() == null);
        return seen;
    }

    private static Set<CampaignId> touchedBy(BudgetCommand command) {
        return switch (command) {
            case AllocateBudget c -> Set.of(c.campaignId());
            case ReleaseBudget c -> Set.of(c.campaignId());
            case TakeBackAllocation c -> Set.of(c.campaignId());
            case ReallocateBudget c -> c.moves().stream().map(Transfer::campaignId).collect(Collectors.toSet());
            default -> Set.of();
        };
    }

    private static Map<CampaignId, Receiver> receivers(Map<CampaignId, Entry> entries, BudgetId ledger) {
        return entries.values().stream().collect(Collectors.toMap(Entry::id, entry -> new Receiver(entry.currency(),
                entry.fedBy() != null && !entry.fedBy().equals(ledger), entry.spent())));
    }

    /** Keeps in step what other commands look up: names, clients, and which ledger feeds a campaign. */
    private void register(BudgetEvent event, TenantId tenant) {
        BudgetId ledger = event.budgetId();
        switch (event) {
            case BudgetOpened e -> {
                if (e.clientId() != null) {
                    clients.requireActive(e.clientId());
                }
                names.take(tenant, KIND, e.name(), ledger.value());
            }
            case BudgetAllocated e -> feed(tenant, ledger, e.move());
            case BudgetReleased e -> feed(tenant, ledger, e.move());
            case AllocationTakenBack e -> feed(tenant, ledger, e.move());
            case BudgetReallocated e -> e.moves().forEach(move -> feed(tenant, ledger, move));
            case BudgetClosed e -> names.releaseAll(tenant, KIND, ledger.value());
            default -> {
            }
        }
    }

    private void feed(TenantId tenant, BudgetId ledger, Move move) {
        register.feed(tenant, move.campaignId(), move.allocated().isZero() ? null : ledger);
    }

    private BudgetState state(Loaded<Budget> loaded, Caller caller) {
        var budget = loaded.versioned();
        Map<CampaignId, Entry> entries = seen(register.find(caller.tenantId(), budget.state().allocations().keySet()),
                caller);
        Map<CampaignId, FedCampaign> campaigns = new LinkedHashMap<>();
        for (CampaignId id : budget.state().allocations().keySet()) {
            @Nullable
            Entry entry = entries.get(id);
            if (entry != null) {
                campaigns.put(id, new FedCampaign(entry.name(), entry.spent()));
            }
        }
        return new BudgetState(budget, campaigns);
    }
}
