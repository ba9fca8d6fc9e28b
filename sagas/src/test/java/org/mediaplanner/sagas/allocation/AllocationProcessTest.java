package org.mediaplanner.sagas.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Command;
import org.mediaplanner.commands.CommandSideModule;
import org.mediaplanner.commands.Commands;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.Versioned;
import org.mediaplanner.commands.budget.BudgetCommand.AllocateBudget;
import org.mediaplanner.commands.budget.BudgetCommand.FundBudget;
import org.mediaplanner.commands.budget.BudgetCommand.OpenBudget;
import org.mediaplanner.commands.budget.BudgetCommand.ReallocateBudget;
import org.mediaplanner.commands.budget.BudgetCommand.ReleaseBudget;
import org.mediaplanner.commands.budget.BudgetCommand.Transfer;
import org.mediaplanner.commands.budget.BudgetState;
import org.mediaplanner.commands.campaign.CampaignCommand.ArchiveCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.SetCampaignBudget;
import org.mediaplanner.commands.identity.Accounts;
import org.mediaplanner.commands.testing.CommandNode;
import org.mediaplanner.events.budget.Budget;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.campaign.Campaign;
import org.mediaplanner.events.campaign.CampaignBudget;
import org.mediaplanner.events.campaign.CampaignEvent;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.eventstore.EventLog;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.eventstore.testing.EventStoreContext;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.mediaplanner.queries.QuerySideModule;
import org.mediaplanner.sagas.SagasModule;
import org.mediaplanner.sagas.allocation.Allocation.State;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class AllocationProcessTest {

    private static final ConfigurableApplicationContext NODE = EventStoreContext.start(TestDatabase.create(),
            CommandSideModule.class, QuerySideModule.class, SagasModule.class);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Commands commands = NODE.getBean(Commands.class);
    private final Allocations allocations = NODE.getBean(Allocations.class);
    private final JdbcClient jdbc = NODE.getBean(JdbcClient.class);
    private final Caller caller = CommandNode.newTenant(NODE.getBean(Accounts.class));
    private final BudgetId ledger = BudgetId.next();

    private static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }

    private void fundedWith(String amount) {
        commands.send(caller, new OpenBudget(ledger, "Pool", Currency.getInstance("EUR"), null));
        commands.send(caller, new FundBudget(ledger, 1, eur(amount), null));
    }

    private CampaignId campaign(String name) {
        Versioned<Campaign> created = commands.send(caller, CommandNode.creation(name, "1.00", "EUR")).result();
        return created.state().id();
    }

    /** Gives a command on the newest version of the ledger, whatever the process does meanwhile. */
    private Budget onLedger(LongFunction<Command<BudgetState>> command) {
        for (long version = 1;; version++) {
            try {
                return commands.send(caller, command.apply(version)).result().budget().state();
            } catch (Refusal refusal) {
                if (refusal.kind() != Refusal.Kind.STALE) {
                    throw refusal;
                }
            }
        }
    }

    private Campaign state(CampaignId id) {
        Campaign campaign = null;
        for (RecordedEvent<?> recorded : NODE.getBean(EventLog.class).ofAggregate(caller.tenantId(), id.value())) {
            campaign = Campaign.evolve(campaign, (CampaignEvent) recorded.event());
        }
        assertThat(campaign).isNotNull();
        return campaign;
    }

    private List<String> states() {
        return jdbc.sql(
                "SELECT state FROM sagas.allocation_process WHERE tenant_id = ? ORDER BY ledger_version, delta_micros")
                .param(caller.tenantId().value()).query(String.class).list();
    }

    private void allEnded(int processes) {
        await().atMost(SOON)
                .until(() -> states().size() >= processes && allocations.open(caller.tenantId(), 100).isEmpty());
    }

    @Test
    void a_campaign_follows_what_is_allocated_moved_and_released() {
        fundedWith("1000");
        CampaignId a = campaign("A");
        CampaignId b = campaign("B");
        onLedger(version -> new AllocateBudget(ledger, version, a, eur("600"), null));
        onLedger(version -> new AllocateBudget(ledger, version, b, eur("100"), null));
        onLedger(version -> new ReallocateBudget(ledger, version,
                List.of(new Transfer(a, eur("-50.01")), new Transfer(b, eur("50.01"))), "shift"));
        onLedger(version -> new ReleaseBudget(ledger, version, a, eur("49.99"), null));
        allEnded(5);
        assertThat(states()).containsOnly("FOLLOWED");
        assertThat(state(a).budget().money()).isEqualTo(eur("500"));
        assertThat(state(b).budget().money()).isEqualTo(eur("150.01"));
        assertThat(state(a).isFedByLedger()).isTrue();
    }

    @Test
    void what_an_archived_campaign_refuses_is_taken_back_with_the_reason() {
        fundedWith("1000");
        CampaignId a = campaign("A");
        commands.send(caller, new ArchiveCampaign(a, 1));
        onLedger(version -> new AllocateBudget(ledger, version, a, eur("600"), null));
        allEnded(2);
        assertThat(states().getFirst()).isEqualTo("COMPENSATED");
        Budget budget = onLedger(version -> new FundBudget(ledger, version, eur("1"), null));
        assertThat(budget.available()).isEqualTo(eur("1001"));
        assertThat(state(a).budget().money()).as("the campaign's own budget is left alone").isEqualTo(eur("1.00"));
        assertThat(jdbc.sql("SELECT reason FROM sagas.allocation_process WHERE tenant_id = ? AND state = 'COMPENSATED'")
                .param(caller.tenantId().value()).query(String.class).single()).contains("archived");
    }

    @Test
    void only_the_ledger_changes_the_budget_of_a_campaign_that_it_feeds() {
        fundedWith("1000");
        CampaignId a = campaign("A");
        onLedger(version -> new AllocateBudget(ledger, version, a, eur("600"), null));
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> {
            for (long version = 1; version < 5; version++) {
                try {
                    commands.send(caller, new SetCampaignBudget(a, version, state(a).budget(), null));
                    commands.send(caller, new SetCampaignBudget(a, version,
                            new CampaignBudget(
                                    CampaignBudget.Type.DAILY, eur("5")),
                            null));
                } catch (Refusal stale) {
                    if (stale.kind() != Refusal.Kind.STALE) {
                        throw stale;
                    }
                }
            }
        });
        assertThat(refusal.code()).isEqualTo("budget-is-allocated");
    }

    @Test
    void a_second_ledger_cannot_feed_the_same_campaign() {
        fundedWith("1000");
        CampaignId a = campaign("A");
        onLedger(version -> new AllocateBudget(ledger, version, a, eur("600"), null));
        BudgetId second = BudgetId.next();
        commands.send(caller, new OpenBudget(second, "Second", Currency.getInstance("EUR"), null));
        commands.send(caller, new FundBudget(second, 1, eur("10"), null));
        Refusal refusal = catchThrowableOfType(Refusal.class,
                () -> commands.send(caller, new AllocateBudget(second, 2, a, eur("1"), null)));
        assertThat(refusal.code()).isEqualTo("fed-by-another-budget");
    }

    @Test
    void a_process_that_a_dead_node_left_is_taken_up_again() {
        fundedWith("1000");
        CampaignId a = campaign("A");
        onLedger(version -> new AllocateBudget(ledger, version, a, eur("600"), null));
        allEnded(1);
        jdbc.sql("""
                UPDATE sagas.allocation_process SET state = 'OPEN', ended_at = NULL, next_attempt_at = now()
                 WHERE tenant_id = ?
                """).param(caller.tenantId().value()).update();
        allEnded(1);
        assertThat(states()).containsOnly("FOLLOWED");
        assertThat(NODE.getBean(EventLog.class).ofAggregate(caller.tenantId(), a.value())).as("followed once")
                .hasSize(2);
    }

    @Test
    void an_allocation_that_was_taken_back_is_not_taken_back_twice() {
        fundedWith("1000");
        CampaignId a = campaign("A");
        commands.send(caller, new ArchiveCampaign(a, 1));
        onLedger(version -> new AllocateBudget(ledger, version, a, eur("600"), null));
        onLedger(version -> new AllocateBudget(ledger, version, a, eur("100"), null));
        allEnded(4);
        jdbc.sql("""
                UPDATE sagas.allocation_process SET state = 'COMPENSATING', ended_at = NULL, next_attempt_at = now()
                 WHERE tenant_id = ? AND state = 'COMPENSATED'
                """).param(caller.tenantId().value()).update();
        allEnded(4);
        Budget budget = onLedger(version -> new FundBudget(ledger, version, eur("1"), null));
        assertThat(budget.available()).isEqualTo(eur("1001"));
        assertThat(budget.allocatedTo(a)).isEqualTo(eur("0"));
    }

    @Test
    void open_processes_are_listed_for_their_tenant() {
        fundedWith("1000");
        CampaignId a = campaign("A");
        onLedger(version -> new AllocateBudget(ledger, version, a, eur("600"), null));
        allEnded(1);
        jdbc.sql(
                """
                        UPDATE sagas.allocation_process SET state = 'OPEN', ended_at = NULL, next_attempt_at = now() + interval '1 hour',
                               reason = 'the store was away' WHERE tenant_id = ?
                        """)
                .param(caller.tenantId().value()).update();
        assertThat(allocations.open(caller.tenantId(), 10)).singleElement().satisfies(open -> {
            assertThat(open.state()).isEqualTo(State.OPEN);
            assertThat(open.reason()).isEqualTo("the store was away");
            assertThat(open.delta()).isEqualTo(eur("600"));
        });
        assertThat(allocations.countOpen()).isPositive();
        assertThat(allocations.open(CommandNode.newTenant(NODE.getBean(Accounts.class)).tenantId(), 10)).isEmpty();
    }
}
