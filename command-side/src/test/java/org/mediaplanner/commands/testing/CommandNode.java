package org.mediaplanner.commands.testing;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import java.util.List;
import java.util.UUID;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.CommandSideModule;
import org.mediaplanner.commands.Commands;
import org.mediaplanner.commands.Versioned;
import org.mediaplanner.commands.campaign.CampaignCommand.CreateCampaign;
import org.mediaplanner.commands.identity.Accounts;
import org.mediaplanner.commands.identity.Accounts.Registered;
import org.mediaplanner.commands.identity.Accounts.Registration;
import org.mediaplanner.events.campaign.Campaign;
import org.mediaplanner.events.campaign.CampaignBudget;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.campaign.Objective;
import org.mediaplanner.events.campaign.Pacing;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.eventstore.testing.EventStoreContext;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A node that decides, on a database of its own that all tests of the module share; each test has its own tenant. */
public final class CommandNode {

    private CommandNode() {}

    /** Started by the first who asks; tests of other modules, which only make tenants here, ask never. */
    public static ConfigurableApplicationContext context() {
        return Started.CONTEXT;
    }

    private static final class Started {

        private static final TestDatabase DATABASE = TestDatabase.create();
        private static final ConfigurableApplicationContext CONTEXT = EventStoreContext.start(DATABASE,
                CommandSideModule.class);
    }

    public static TestDatabase database() {
        return Started.DATABASE;
    }

    /** Those of a further node on the same database. */
    public static Map<String, String> settings() {
        return database().settings();
    }

    public static Commands commands() {
        return context().getBean(Commands.class);
    }

    public static JdbcClient jdbc() {
        return context().getBean(JdbcClient.class);
    }

    /** The owner of a new tenant. */
    public static Caller newTenant() {
        return newTenant(context().getBean(Accounts.class));
    }

    /** The owner of a new tenant of another node. */
    public static Caller newTenant(Accounts accounts) {
        Registered registered = accounts.register(new Registration("Org", "Owner",
                UUID.randomUUID() + "@example.com", "correct horse", Currency.getInstance("EUR"), ZoneId.of("UTC")),
                "req_test");
        return Caller.user(registered.tenantId(), registered.userId().value(), "req_test");
    }

    /** A draft that runs from thirty days ago to in a year. */
    public static Versioned<Campaign> campaign(Caller caller, String name, String amount, String currency) {
        return commands().send(caller, creation(name, amount, currency)).result();
    }

    public static CreateCampaign creation(String name, String amount, String currency) {
        return new CreateCampaign(CampaignId.next(), name, "SEARCH", "GOOGLE_ADS", Objective.SALES,
                LocalDate.now(ZoneId.of("UTC")).minusDays(30), LocalDate.now(ZoneId.of("UTC")).plusDays(365), null,
                new CampaignBudget(CampaignBudget.Type.TOTAL, Money.of(amount, currency)), Pacing.EVEN, null, null,
                List.of(), null);
    }

    /** How many events the tenant has. */
    public static long events(Caller caller) {
        return jdbc().sql("SELECT count(*) FROM event_store.domain_event WHERE tenant_id = ?")
                .param(caller.tenantId().value()).query(Long.class).single();
    }
}
