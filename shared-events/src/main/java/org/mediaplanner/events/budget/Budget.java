package org.mediaplanner.events.budget;

import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.budget.BudgetEvent.AllocationTakenBack;
import org.mediaplanner.events.budget.BudgetEvent.BudgetAllocated;
import org.mediaplanner.events.budget.BudgetEvent.BudgetClosed;
import org.mediaplanner.events.budget.BudgetEvent.BudgetFunded;
import org.mediaplanner.events.budget.BudgetEvent.BudgetOpened;
import org.mediaplanner.events.budget.BudgetEvent.BudgetReallocated;
import org.mediaplanner.events.budget.BudgetEvent.BudgetReleased;
import org.mediaplanner.events.budget.BudgetEvent.BudgetWithdrawn;
import org.mediaplanner.events.budget.BudgetEvent.Move;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.client.OfClient;
import org.mediaplanner.events.money.Money;

/**
 * What the events of one ledger say, folded.
 *
 * @param funded put in less what was withdrawn
 * @param allocations by campaign, in order of first allocation; none is negative, and their sum is at most {@code funded}
 * @param takenBack the refused allocations that were answered, so that none is answered twice
 */
public record Budget(BudgetId id, String name, Currency currency, @Nullable ClientId clientId, Money funded,
        Map<CampaignId, Money> allocations, Set<RefusedAllocation> takenBack, boolean closed) implements OfClient {

    /** What was allocated to a campaign at one version of the ledger. */
    public record RefusedAllocation(CampaignId campaignId, long ledgerVersion) {}

    /** The state after {@code event}; {@code null} stands for "not yet opened". */
    public static Budget evolve(@Nullable Budget budget, BudgetEvent event) {
        if (event instanceof BudgetOpened e) {
            return new Budget(e.budgetId(), e.name(), e.currency(), e.clientId(), Money.zero(e.currency()), Map.of(),
                    Set.of(), false);
        }
        if (budget == null) {
            throw new IllegalStateException("A ledger's first event must open it, not " + event);
        }
        return budget.after(event);
    }

    public Money allocated() {
        return Money.sum(allocations.values(), currency);
    }

    /** Funded and not allocated. */
    public Money available() {
        return funded.minus(allocated());
    }

    public Money allocatedTo(CampaignId campaignId) {
        return allocations.getOrDefault(campaignId, Money.zero(currency));
    }

    private Budget after(BudgetEvent event) {
        return switch (event) {
            case BudgetOpened e -> throw new IllegalStateException(id + " was opened already: " + e);
            case BudgetFunded e -> holding(funded.plus(e.amount()));
            case BudgetWithdrawn e -> holding(funded.minus(e.amount()));
            case BudgetAllocated e -> moved(List.of(e.move()));
            case BudgetReleased e -> moved(List.of(e.move()));
            case AllocationTakenBack e -> moved(List.of(e.move())).answered(e);
            case BudgetReallocated e -> moved(e.moves());
            case BudgetClosed e -> new Budget(id, name, currency, clientId, funded, allocations, takenBack, true);
        };
    }

    private Budget holding(Money funded) {
        return new Budget(id, name, currency, clientId, funded, allocations, takenBack, closed);
    }

    private Budget moved(List<Move> moves) {
        Map<CampaignId, Money> moved = new LinkedHashMap<>(allocations);
        moves.forEach(move -> moved.put(move.campaignId(), move.allocated()));
        return new Budget(id, name, currency, clientId, funded, Collections.unmodifiableMap(moved), takenBack,
                closed);
    }

    private Budget answered(AllocationTakenBack event) {
        Set<RefusedAllocation> answered = new LinkedHashSet<>(takenBack);
        answered.add(new RefusedAllocation(event.move().campaignId(), event.ledgerVersion()));
        return new Budget(id, name, currency, clientId, funded, allocations, Collections.unmodifiableSet(answered),
                closed);
    }
}
