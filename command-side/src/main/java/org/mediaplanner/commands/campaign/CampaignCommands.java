package org.mediaplanner.commands.campaign;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.Refusal.Violation;
import org.mediaplanner.commands.Versioned;
import org.mediaplanner.commands.campaign.CampaignCommand.CreateCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.DuplicateCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.EditCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.EndCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.FollowAllocation;
import org.mediaplanner.commands.campaign.CampaignCommand.LaunchCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.PauseCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.ResumeCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.SetCampaignBudget;
import org.mediaplanner.commands.campaign.CampaignDecider.Circumstances;
import org.mediaplanner.commands.campaign.CampaignRegister.Entry;
import org.mediaplanner.commands.client.ClientCommands;
import org.mediaplanner.commands.handling.Aggregates;
import org.mediaplanner.commands.handling.CommandFamily;
import org.mediaplanner.commands.handling.Loaded;
import org.mediaplanner.commands.handling.TakenNames;
import org.mediaplanner.commands.tenant.Tenants;
import org.mediaplanner.events.campaign.Campaign;
import org.mediaplanner.events.campaign.CampaignEvent;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignArchived;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignAssigned;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignCreated;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignRenamed;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.stereotype.Component;

/** Carries out what is asked of campaigns. */
@Component
public class CampaignCommands implements CommandFamily<CampaignCommand> {

    /** The kind under which campaigns' names are taken, and the type of their streams. */
    public static final String KIND = "campaign";
    private static final int COPIES = 100;

    private final Aggregates aggregates;
    private final CampaignRegister register;
    private final TakenNames names;
    private final ClientCommands clients;
    private final Tenants tenants;
    private final Clock clock;

    CampaignCommands(Aggregates aggregates, CampaignRegister register, TakenNames names, ClientCommands clients,
            Tenants tenants, Clock clock) {
        this.aggregates = aggregates;
        this.register = register;
        this.names = names;
        this.clients = clients;
        this.tenants = tenants;
        this.clock = clock;
    }

    @Override
    public Class<CampaignCommand> commands() {
        return CampaignCommand.class;
    }

    @Override
    public Versioned<Campaign> handle(CampaignCommand command, Caller caller) {
        return command instanceof DuplicateCampaign duplicate
                ? duplicate(duplicate, caller)
                : carryOut(command, null, caller);
    }

    /** What keeps {@code creation} from being carried out, whatever its name is taken for by then. */
    public static List<Violation> unfit(CreateCampaign creation) {
        try {
            CampaignDecider.decide(null, creation, new Circumstances(Instant.EPOCH, ZoneOffset.UTC, false, null));
            return List.of();
        } catch (Refusal refusal) {
            return refusal.violations();
        }
    }

    @Override
    public Optional<String> onlyAggregate(CampaignCommand command) {
        return switch (command) {
            case LaunchCampaign c -> Optional.of(c.campaignId().value());
            case PauseCampaign c -> Optional.of(c.campaignId().value());
            case ResumeCampaign c -> Optional.of(c.campaignId().value());
            case EndCampaign c -> Optional.of(c.campaignId().value());
            case FollowAllocation c -> Optional.of(c.campaignId().value());
            case EditCampaign c when c.name() == null && c.budget() == null && c.clientId() == null -> Optional.of(c
                    .campaignId().value());
            // Names, clients and ledgers are looked up in tables of their own.
            default -> Optional.empty();
        };
    }

    private Versioned<Campaign> duplicate(DuplicateCampaign command, Caller caller) {
        Campaign source = load(command.source()).seenBy(command).state();
        if (source == null) {
            throw Refusal.absent("campaign");
        }
        DuplicateCampaign named = new DuplicateCampaign(command.campaignId(), command.source(),
                command.expectedVersion(),
                command.name() != null ? command.name() : freeName(source.name(), caller.tenantId()));
        return carryOut(named, source, caller);
    }

    private Versioned<Campaign> carryOut(CampaignCommand command, @Nullable Campaign source, Caller caller) {
        Loaded<Campaign> campaign = load(command.campaignId()).seenBy(command);
        List<CampaignEvent> events = CampaignDecider.decide(campaign.state(), command,
                circumstances(command, source, caller.tenantId()));
        events.forEach(event -> register(event, caller.tenantId()));
        return aggregates.append(KIND, campaign, events, Campaign::evolve, caller).versioned();
    }

    private Circumstances circumstances(CampaignCommand command, @Nullable Campaign source, TenantId tenant) {
        return new Circumstances(clock.instant(), tenants.find(tenant).timeZone(),
                setsBudget(command) && isFed(command.campaignId(), tenant), source);
    }

    private static boolean setsBudget(CampaignCommand command) {
        return command instanceof SetCampaignBudget
                || (command instanceof EditCampaign edit && edit.budget() != null);
    }

    /** Locked, so that no ledger begins to feed the campaign while its budget is set. */
    private boolean isFed(CampaignId id, TenantId tenant) {
        Entry entry = register.lock(tenant, List.of(id)).get(id);
        return entry != null && entry.fedBy() != null;
    }

    /** Keeps in step what other commands look up: names, the register, and that clients exist. */
    private void register(CampaignEvent event, TenantId tenant) {
        CampaignId id = event.campaignId();
        switch (event) {
            case CampaignCreated e -> {
                requireClient(e.clientId());
                names.take(tenant, KIND, e.name(), id.value());
                register.add(tenant, id, e.name(), e.budget().money().currency());
            }
            case CampaignRenamed e -> {
                names.take(tenant, KIND, e.after(), id.value());
                names.release(tenant, KIND, e.before(), id.value());
                register.rename(tenant, id, e.after());
            }
            case CampaignAssigned e -> requireClient(e.after());
            case CampaignArchived e -> names.releaseAll(tenant, KIND, id.value());
            default -> {
            }
        }
    }

    private void requireClient(@Nullable ClientId client) {
        if (client != null) {
            clients.requireActive(client);
        }
    }

    private String freeName(String original, TenantId tenant) {
        List<String> candidates = IntStream.rangeClosed(1, COPIES)
                .mapToObj(copy -> original + (copy == 1 ? " (copy)" : " (copy " + copy + ")")).toList();
        Map<String, String> taken = names.holders(tenant, KIND, candidates);
        return candidates.stream().filter(name -> !taken.containsKey(name)).findFirst()
                .orElseThrow(() -> Refusal.conflict("name-taken", "There are too many copies; give the copy a name"));
    }

    private Loaded<Campaign> load(CampaignId id) {
        return aggregates.load(id.value(), CampaignEvent.class, Campaign::evolve);
    }
}
