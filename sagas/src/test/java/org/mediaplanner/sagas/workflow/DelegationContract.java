package org.mediaplanner.sagas.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Commands.IdempotencyKey;
import org.mediaplanner.commands.performance.PerformanceCommand.Imported;
import org.mediaplanner.commands.performance.PerformanceCommand.ImportPerformance;
import org.mediaplanner.commands.performance.PerformanceCsv;
import org.mediaplanner.commands.workflow.WorkflowCommand.ApproveWorkflow;
import org.mediaplanner.commands.workflow.WorkflowCommand.CancelWorkflow;
import org.mediaplanner.commands.workflow.WorkflowCommand.RejectWorkflow;
import org.mediaplanner.events.performance.BatchId;
import org.mediaplanner.events.performance.ImportMapping;
import org.mediaplanner.events.workflow.WorkflowEvent.Progress;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowApprovalRequested;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowCompleted;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowProgressed;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowStarted;
import org.mediaplanner.events.workflow.WorkflowInput.Content;
import org.mediaplanner.events.workflow.WorkflowInput.DataImport;
import org.mediaplanner.events.workflow.WorkflowInput.Export;
import org.mediaplanner.events.workflow.WorkflowInput.Filters;
import org.mediaplanner.events.workflow.WorkflowInput.Format;
import org.mediaplanner.events.workflow.WorkflowInput.Target;
import org.mediaplanner.events.workflow.WorkflowInput.Upload;
import org.mediaplanner.events.workflow.WorkflowResult.Applied;
import org.mediaplanner.events.workflow.WorkflowResult.ImportedData;
import org.mediaplanner.events.workflow.WorkflowRun.Status;
import org.mediaplanner.events.workflow.WorkflowRun;
import org.mediaplanner.events.workflow.WorkflowType;
import org.mediaplanner.eventstore.EventLog;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.mediaplanner.sagas.file.FileSink;
import org.mediaplanner.sagas.file.StoredFiles;
import org.mediaplanner.sagas.temporal.TemporalWorkers;
import org.mediaplanner.sagas.testing.Disturbance;
import org.mediaplanner.sagas.testing.TemporalServer;
import org.mediaplanner.sagas.testing.WorkNode;
import org.mediaplanner.sagas.testing.WorkProcess;
import org.springframework.jdbc.core.JdbcTemplate;

/** What holds of delegated work, whichever Temporal server it is delegated to. Each test has servers of its own. */
@Execution(ExecutionMode.CONCURRENT)
abstract class DelegationContract {

    private static final Export AUDIT = new Export(Content.AUDIT, Format.CSV, null, null, Filters.NONE);

    private final TestDatabase database = TestDatabase.create();
    private TemporalServer temporal;
    private WorkNode node;

    abstract TemporalServer server();

    @BeforeEach
    void start() {
        temporal = server();
        temporal.start();
        node = WorkNode.start(database, temporal, Disturbance.class);
    }

    @AfterEach
    void stop() {
        if (node != null) {
            node.close();
        }
        if (temporal != null) {
            temporal.close();
        }
    }

    @Test
    void work_that_is_begun_again_and_again_is_done_once() {
        RunRef run = node.request(node.newTenant(), AUDIT);
        TemporalDoor door = node.bean(TemporalDoor.class);
        for (int i = 0; i < 3; i++) {
            awaitReachable();
            door.start(run, WorkflowType.EXPORT);
        }
        node.becomes(run, state -> state.status() == Status.COMPLETED);
        door.start(run, WorkflowType.EXPORT);
        pause(Duration.ofSeconds(1));

        assertThat(told(run, WorkflowStarted.class)).isEqualTo(1);
        assertThat(told(run, WorkflowCompleted.class)).isEqualTo(1);
    }

    @Test
    void work_asked_for_while_the_server_is_away_waits_for_it() {
        Caller caller = node.newTenant();
        RunRef waiting = node.request(caller, imported(caller));
        String hash = node.becomes(waiting, state -> state.status() == Status.WAITING_FOR_APPROVAL).hash();
        temporal.stop();
        RunRef run = node.request(caller, AUDIT);
        node.commands().send(caller, new ApproveWorkflow(waiting.workflow(), hash, null));
        pause(Duration.ofSeconds(30));
        assertThat(node.bean(TemporalWorkers.class).isReachable()).isFalse();
        assertThat(node.run(run).status()).isEqualTo(Status.REQUESTED);

        temporal.start();
        node.becomes(run, state -> state.status() == Status.COMPLETED);
        node.becomes(waiting, state -> state.status() == Status.COMPLETED);
    }

    @Test
    void an_attempt_that_fails_is_followed_by_another_which_says_how_far_it_is() {
        Caller caller = node.newTenant();
        node.facts(caller, node.campaign(caller, "Long"), 2_000);
        node.bean(Disturbance.class).add(run -> {
            throw new IllegalStateException("Not this time");
        });

        RunRef run = node.request(caller, new Export(Content.PERFORMANCE, Format.CSV, null, null, Filters.NONE));
        WorkflowRun done = node.becomes(run, state -> state.status().hasEnded());

        assertThat(done.status()).isEqualTo(Status.COMPLETED);
        assertThat(told(run, WorkflowStarted.class)).isEqualTo(1);
        assertThat(events(run)).contains(new WorkflowProgressed(run.workflow(), new Progress(50, "writing rows", 1_000L,
                2_000L, new TreeMap<>())));
    }

    @Test
    void what_is_cancelled_in_the_middle_leaves_nothing_behind() {
        Caller caller = node.newTenant();
        node.facts(caller, node.campaign(caller, "Long"), 2_000);
        node.bean(Disturbance.class).add(run -> {
            node.commands().send(caller, new CancelWorkflow(run.workflow()));
            // Until Temporal has heard of it: what writes a file hears of it from there.
            pause(Duration.ofSeconds(2));
        });

        RunRef run = node.request(caller, new Export(Content.PERFORMANCE, Format.XLSX, null, null, Filters.NONE));
        WorkflowRun ended = node.becomes(run, state -> state.status().hasEnded());

        assertThat(ended.status()).isEqualTo(Status.CANCELLED);
        assertThat(ended.result()).isNull();
        assertThat(node.bean(JdbcTemplate.class).queryForObject("SELECT count(*) FROM sagas.file WHERE tenant_id = ?",
                Long.class, caller.tenantId().value())).isZero();
    }

    @Test
    void what_a_killed_node_had_in_hand_is_done_by_another_once() throws IOException {
        node.close();
        RunRef run;
        try (WorkProcess killed = WorkProcess.start(database, temporal)) {
            run = killed.taken();
        }
        node = WorkNode.start(database, temporal, Disturbance.class);

        node.becomes(run, state -> state.status() == Status.COMPLETED);
        assertThat(told(run, WorkflowStarted.class)).isEqualTo(1);
        assertThat(told(run, WorkflowCompleted.class)).isEqualTo(1);
    }

    @Test
    void an_import_that_was_applied_by_a_node_which_could_not_say_so_is_not_proposed_again() {
        Caller caller = node.newTenant();
        RunRef run = node.request(caller, imported(caller));
        WorkflowRun waits = node.becomes(run, state -> state.status() == Status.WAITING_FOR_APPROVAL);
        ImportMapping mapping = ((ImportedData) Objects.requireNonNull(waits.result())).mapping();
        Imported applied = node.commands().send(Runs.caller(run), new ImportPerformance(BatchId.next(),
                PerformanceCsv.read(costs(), mapping, LocalDate.now(ZoneOffset.UTC), 10)),
                new IdempotencyKey("data-import", run.workflowId(), Objects.requireNonNull(waits.hash()))).result();
        assertThat(applied.accepted()).isEqualTo(3);

        node.commands().send(caller, new ApproveWorkflow(run.workflow(), waits.hash(), null));

        WorkflowRun done = node.becomes(run, state -> state.status().hasEnded());
        assertThat(Objects.requireNonNull(((ImportedData) Objects.requireNonNull(done.result())).applied()).accepted())
                .isEqualTo(3);
        assertThat(told(run, WorkflowApprovalRequested.class)).isEqualTo(1);
    }

    @Test
    void a_proposal_outlives_the_node_and_the_memory_of_the_server_and_is_applied_once() {
        Caller caller = node.newTenant();
        RunRef run = node.request(caller, imported(caller));
        WorkflowRun waits = node.becomes(run, state -> state.status() == Status.WAITING_FOR_APPROVAL);

        node.close();
        temporal.stop();
        temporal.start();
        node = WorkNode.start(database, temporal, Disturbance.class);
        node.commands().send(caller, new ApproveWorkflow(run.workflow(), waits.hash(), null));

        WorkflowRun done = node.becomes(run, state -> state.status().hasEnded());
        assertThat(done.status()).as(String.valueOf(done.failure())).isEqualTo(Status.COMPLETED);
        Applied applied = Objects.requireNonNull(((ImportedData) Objects.requireNonNull(done.result())).applied());
        assertThat(applied.accepted()).isEqualTo(3);
        assertThat(told(run, WorkflowCompleted.class)).isEqualTo(1);
    }

    @Test
    void what_is_cancelled_or_rejected_ends_and_applies_nothing() {
        Caller caller = node.newTenant();
        RunRef cancelled = node.request(caller, imported(caller));
        node.becomes(cancelled, state -> state.status() == Status.WAITING_FOR_APPROVAL);
        node.commands().send(caller, new CancelWorkflow(cancelled.workflow()));
        node.becomes(cancelled, state -> state.status() == Status.CANCELLED);

        RunRef rejected = node.request(caller, imported(caller));
        node.becomes(rejected, state -> state.status() == Status.WAITING_FOR_APPROVAL);
        node.commands().send(caller, new RejectWorkflow(rejected.workflow(), "wrong file"));
        assertThat(Objects.requireNonNull(node.run(rejected).failure()).code()).isEqualTo("rejected");
        assertThat(node.run(rejected).status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    void what_cannot_be_done_fails_with_its_reason() {
        Caller caller = node.newTenant();
        FileSink sink = node.bean(StoredFiles.class).begin(caller.tenantId(), "x.csv", "text/csv");
        sink.write("a;b\n1;2\n".getBytes(StandardCharsets.UTF_8), 0, 8);
        RunRef run = node.request(caller, new DataImport(new Upload(sink.finish().id()), Target.PERFORMANCE, null));

        WorkflowRun failed = node.becomes(run, state -> state.status().hasEnded());
        assertThat(failed.status()).isEqualTo(Status.FAILED);
        assertThat(Objects.requireNonNull(failed.failure()).code()).isEqualTo("no-mapping");
        assertThat(failed.failure().retryable()).isFalse();
    }

    private DataImport imported(Caller caller) {
        FileSink sink = node.bean(StoredFiles.class).begin(caller.tenantId(), "costs.csv", "text/csv");
        sink.write(costs(), 0, costs().length);
        return new DataImport(new Upload(sink.finish().id()), Target.PERFORMANCE, null);
    }

    private static byte[] costs() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return "Date,Campaign,Cost\n%s,A,1.00\n%s,A,2.00\n%s,B,3.00\n".formatted(today.minusDays(3),
                today.minusDays(2), today.minusDays(1)).getBytes(StandardCharsets.UTF_8);
    }

    private long told(RunRef run, Class<?> event) {
        return events(run).stream().filter(event::isInstance).count();
    }

    private List<Object> events(RunRef run) {
        return node.bean(EventLog.class).ofAggregate(run.tenant(), run.workflowId()).stream()
                .<Object>map(RecordedEvent::event).toList();
    }

    private void awaitReachable() {
        for (int i = 0; i < 100 && !node.bean(TemporalWorkers.class).isReachable(); i++) {
            pause(Duration.ofMillis(100));
        }
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
