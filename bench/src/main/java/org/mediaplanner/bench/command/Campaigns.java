package org.mediaplanner.bench.command;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.mediaplanner.bench.Copies;
import org.mediaplanner.bench.Node;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Commands;
import org.mediaplanner.commands.campaign.CampaignCommand.CreateCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.LaunchCampaign;
import org.mediaplanner.commands.identity.Accounts;
import org.mediaplanner.commands.identity.Accounts.Registered;
import org.mediaplanner.commands.identity.Accounts.Registration;
import org.mediaplanner.events.campaign.CampaignBudget;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.campaign.Objective;
import org.mediaplanner.events.campaign.Pacing;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.eventstore.EventLog;

/** Launched campaigns of several tenants, each two events long: one made by commands, the others copied from it. */
public final class Campaigns {

    private final Commands commands;
    private final EventLog log;
    private final Copies store;
    private final List<Owned> originals = new ArrayList<>();

    public Campaigns(Node node, int tenants) {
        this.commands = node.bean(Commands.class);
        this.log = node.bean(EventLog.class);
        this.store = new Copies(node);
        for (int tenant = 0; tenant < tenants; tenant++) {
            originals.add(campaign(tenant(node)));
        }
    }

    /** A campaign and who may change it. */
    public record Owned(Caller owner, CampaignId id) {}

    /** The owner of a new tenant. */
    public static Caller tenant(Node node) {
        Registered registered = node.bean(Accounts.class).register(new Registration("Bench", "Bench",
                UUID.randomUUID() + "@example.com", "correct horse", Currency.getInstance("EUR"), ZoneId.of("UTC")),
                "req_bench");
        return Caller.user(registered.tenantId(), registered.userId().value(), "req_bench");
    }

    private Owned campaign(Caller owner) {
        CampaignId id = CampaignId.next();
        commands.send(owner, creation(id, "Original"));
        commands.send(owner, new LaunchCampaign(id, 1));
        return new Owned(owner, id);
    }

    /** What makes a draft that runs from thirty days ago to in a year. */
    public static CreateCampaign creation(CampaignId id, String name) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return new CreateCampaign(id, name, "SEARCH", "GOOGLE_ADS", Objective.SALES, today.minusDays(30),
                today.plusDays(365), null, new CampaignBudget(CampaignBudget.Type.TOTAL, Money.of("1000.00", "EUR")),
                Pacing.EVEN, null, null, List.of(), null);
    }

    /** {@code each} new ones of every tenant, the tenants taking turns. */
    public List<Owned> copies(int each) {
        List<List<Owned>> byTenant = originals.stream().map(original -> copies(original, each)).toList();
        List<Owned> all = new ArrayList<>(each * byTenant.size());
        for (int i = 0; i < each; i++) {
            int number = i;
            byTenant.forEach(copies -> all.add(copies.get(number)));
        }
        return all;
    }

    private List<Owned> copies(Owned original, int each) {
        List<Owned> copies = new ArrayList<>(each);
        for (int i = 0; i < each; i++) {
            copies.add(new Owned(original.owner(), CampaignId.next()));
        }
        String id = original.id().value();
        store.append(log.ofAggregate(original.owner().tenantId(), id),
                copies.stream().<UnaryOperator<String>>map(copy -> text -> text.replace(id, copy.id().value())));
        return copies;
    }
}
