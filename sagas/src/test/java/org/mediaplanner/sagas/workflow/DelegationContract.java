package org.mediaplanner.sagas.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.workflow.WorkflowCommand.ApproveWorkflow;
import org.mediaplanner.commands.workflow.WorkflowCommand.CancelWorkflow;
import org.mediaplanner.commands.workflow.WorkflowCommand.RejectWorkflow;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowCompleted;
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
import org.mediaplanner.events.workflow.WorkflowRun;
import org.mediaplanner.events.workflow.WorkflowRun.Status;
import org.mediaplanner.events.workflow.WorkflowType;
import org.mediaplanner.eventstore.EventLog;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.mediaplanner.sagas.file.FileSink;
import org.mediaplanner.sagas.file.StoredFiles;
import org.mediaplanner.sagas.temporal.TemporalWorkers;
import org.mediaplanner.sagas.testing.TemporalServer;
import org.mediaplanner.sagas.testing.WorkNode;

/** What holds of delegated work, whichever Temporal server it is delegated to. */
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
        node = WorkNode.start(database, temporal);
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
        temporal.stop();
        RunRef run = node.request(caller, AUDIT);
        pause(Duration.ofSeconds(3));
        assertThat(node.bean(TemporalWorkers.class).isReachable()).isFalse();
        assertThat(node.run(run).status()).isEqualTo(Status.REQUESTED);

        temporal.start();
        node.becomes(run, state -> state.status() == Status.COMPLETED);
    }

    @Test
    void a_proposal_outlives_the_node_and_the_memory_of_the_server_and_is_applied_once() {
        Caller caller = node.newTenant();
        RunRef run = node.request(caller, imported(caller));
        WorkflowRun waits = node.becomes(run, state -> state.status() == Status.WAITING_FOR_APPROVAL);

        node.close();
        temporal.stop();
        temporal.start();
        node = WorkNode.start(database, temporal);
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
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String csv = "Date,Campaign,Cost\n" + today.minusDays(3) + ",A,1.00\n" + today.minusDays(2) + ",A,2.00\n"
                + today
                        .minusDays(1)
                + ",B,3.00\n";
        FileSink sink = node.bean(StoredFiles.class).begin(caller.tenantId(), "costs.csv", "text/csv");
        byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
        sink.write(bytes, 0, bytes.length);
        return new DataImport(new Upload(sink.finish().id()), Target.PERFORMANCE, null);
    }

    private long told(RunRef run, Class<?> event) {
        return node.bean(EventLog.class).ofAggregate(run.tenant(), run.workflowId()).stream().filter(recorded -> event
                .isInstance(recorded.event())).count();
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
