package org.mediaplanner.sagas.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.CommandSideModule;
import org.mediaplanner.commands.Commands;
import org.mediaplanner.commands.Versioned;
import org.mediaplanner.commands.identity.Accounts;
import org.mediaplanner.commands.performance.PerformanceCommand.FactInput;
import org.mediaplanner.commands.performance.PerformanceCommand.ReportFacts;
import org.mediaplanner.commands.testing.CommandNode;
import org.mediaplanner.commands.workflow.WorkflowCommand.RequestWorkflow;
import org.mediaplanner.events.campaign.Campaign;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.performance.BatchId;
import org.mediaplanner.events.performance.PerformanceEvent.Source;
import org.mediaplanner.events.workflow.WorkflowId;
import org.mediaplanner.events.workflow.WorkflowInput;
import org.mediaplanner.events.workflow.WorkflowRun;
import org.mediaplanner.eventstore.testing.EventStoreContext;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.mediaplanner.queries.QuerySideModule;
import org.mediaplanner.queries.reading.Progress;
import org.mediaplanner.sagas.SagasModule;
import org.mediaplanner.sagas.workflow.RunRef;
import org.mediaplanner.sagas.workflow.Runs;
import org.springframework.context.ConfigurableApplicationContext;

/** A node that acts, on a database and a Temporal server of the test's. */
public final class WorkNode implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final ConfigurableApplicationContext context;

    private WorkNode(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static WorkNode start(TestDatabase database, TemporalServer temporal, Class<?>... more) {
        return start(settings(database, temporal), more);
    }

    static WorkNode start(Map<String, String> settings, Class<?>... more) {
        return new WorkNode(EventStoreContext.start(settings, Stream.concat(
                Stream.of(CommandSideModule.class, QuerySideModule.class, SagasModule.class), Stream.of(more)).toArray(
                        Class<?>[]::new)));
    }

    static Map<String, String> settings(TestDatabase database, TemporalServer temporal) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("mediaplanner.temporal.target", temporal.target());
        settings.put("mediaplanner.temporal.sticky", String.valueOf(temporal.remembers()));
        return settings;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public Caller newTenant() {
        return CommandNode.newTenant(bean(Accounts.class));
    }

    public Commands commands() {
        return bean(Commands.class);
    }

    public CampaignId campaign(Caller caller, String name) {
        Versioned<Campaign> created = commands().send(caller, CommandNode.creation(name, "1.00", "EUR")).result();
        return created.state().id();
    }

    /** {@code days} days of facts before today, the first costing a cent, each a cent more; waits until they are seen. */
    public void facts(Caller caller, CampaignId campaign, int days) {
        List<FactInput> facts = new ArrayList<>();
        LocalDate first = LocalDate.now(java.time.ZoneOffset.UTC).minusDays(days);
        for (int i = 0; i < days; i++) {
            facts.add(new FactInput(campaign, first.plusDays(i), 1, BigDecimal.TEN, BigDecimal.ONE, Money.of(BigDecimal
                    .valueOf(i + 1L, 2).toPlainString(), "EUR"), null, null));
        }
        long position = commands().send(caller, new ReportFacts(BatchId.next(), Source.API, facts)).position();
        await().atMost(PATIENCE).until(() -> Boolean.TRUE.equals(bean(Progress.class).covers(caller.tenantId(), List.of(
                "performance-day", "campaign"), position).block()));
    }

    public RunRef request(Caller caller, WorkflowInput input) {
        WorkflowId id = WorkflowId.next();
        commands().send(caller, new RequestWorkflow(id, input, null));
        return new RunRef(caller.tenantId().value(), id.value());
    }

    public WorkflowRun run(RunRef ref) {
        return bean(Runs.class).known(ref);
    }

    /** Waits until {@code state} holds of the run. */
    public WorkflowRun becomes(RunRef ref, Predicate<WorkflowRun> state) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> assertThat(run(ref)).matches(
                state));
        return run(ref);
    }

    @Override
    public void close() {
        context.close();
    }
}
