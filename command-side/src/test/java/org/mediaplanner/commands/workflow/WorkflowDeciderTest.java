package org.mediaplanner.commands.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mediaplanner.commands.DeciderFixture;
import org.mediaplanner.commands.Refusal.Kind;
import org.mediaplanner.commands.workflow.WorkflowCommand.ApproveWorkflow;
import org.mediaplanner.commands.workflow.WorkflowCommand.CancelWorkflow;
import org.mediaplanner.commands.workflow.WorkflowCommand.CompleteWorkflow;
import org.mediaplanner.commands.workflow.WorkflowCommand.ConfirmCancellation;
import org.mediaplanner.commands.workflow.WorkflowCommand.FailWorkflow;
import org.mediaplanner.commands.workflow.WorkflowCommand.ProposeResult;
import org.mediaplanner.commands.workflow.WorkflowCommand.RejectWorkflow;
import org.mediaplanner.commands.workflow.WorkflowCommand.ReportProgress;
import org.mediaplanner.commands.workflow.WorkflowCommand.RequestWorkflow;
import org.mediaplanner.commands.workflow.WorkflowCommand.StartWorkflow;
import org.mediaplanner.events.workflow.FileId;
import org.mediaplanner.events.workflow.WorkflowEvent;
import org.mediaplanner.events.workflow.WorkflowEvent.Failure;
import org.mediaplanner.events.workflow.WorkflowEvent.Progress;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowApprovalRequested;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowApproved;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowCancellationRequested;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowCancelled;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowCompleted;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowFailed;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowProgressed;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowRejected;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowRequested;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowStarted;
import org.mediaplanner.events.workflow.WorkflowId;
import org.mediaplanner.events.workflow.WorkflowInput;
import org.mediaplanner.events.workflow.WorkflowInput.Content;
import org.mediaplanner.events.workflow.WorkflowInput.Export;
import org.mediaplanner.events.workflow.WorkflowInput.Filters;
import org.mediaplanner.events.workflow.WorkflowInput.Format;
import org.mediaplanner.events.workflow.WorkflowResult;
import org.mediaplanner.events.workflow.WorkflowResult.ExportedFile;
import org.mediaplanner.events.workflow.WorkflowRun;
import org.mediaplanner.events.workflow.WorkflowRun.Status;

class WorkflowDeciderTest {

    private static final WorkflowId ID = WorkflowId.next();
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final WorkflowInput INPUT = export(DAY, DAY);
    private static final WorkflowRequested REQUESTED = new WorkflowRequested(ID, INPUT, null);
    private static final WorkflowStarted STARTED = new WorkflowStarted(ID);
    private static final WorkflowResult RESULT = new ExportedFile(FileId.next(), 1, 2, "ab");
    private static final WorkflowApprovalRequested PROPOSED = new WorkflowApprovalRequested(ID, RESULT, "h1");
    private static final WorkflowCompleted COMPLETED = new WorkflowCompleted(ID, RESULT);
    private static final Failure FAILURE = new Failure("broken", "It broke", true);

    private final DeciderFixture<WorkflowRun, WorkflowCommand, WorkflowEvent> fixture = new DeciderFixture<>(
            WorkflowRun::evolve, WorkflowDecider::decide);

    private static Export export(LocalDate from, LocalDate until) {
        return new Export(Content.PERFORMANCE, Format.CSV, from, until, Filters.NONE);
    }

    private static Progress progress(int percent) {
        return new Progress(percent, "writing", null, null, new TreeMap<>());
    }

    @Test
    void work_is_requested_once() {
        fixture.given().when(new RequestWorkflow(ID, INPUT, null)).then(REQUESTED);
        fixture.given(REQUESTED).when(new RequestWorkflow(ID, INPUT, null)).thenNothing();
        fixture.given().when(new RequestWorkflow(ID, export(DAY, DAY.minusDays(1)), null)).refusedNaming("until");
    }

    @Test
    void nothing_can_be_told_of_what_nobody_requested() {
        fixture.given().when(new StartWorkflow(ID)).refused(Kind.ABSENT, "not-found");
        fixture.given().when(new CancelWorkflow(ID)).refused(Kind.ABSENT, "not-found");
    }

    @Test
    void it_starts_once_and_progresses_while_it_runs() {
        fixture.given(REQUESTED).when(new StartWorkflow(ID)).then(STARTED);
        fixture.given(REQUESTED, STARTED).when(new StartWorkflow(ID)).thenNothing();
        fixture.given(REQUESTED).when(new ReportProgress(ID, progress(1))).thenNothing();
        fixture.given(REQUESTED, STARTED).when(new ReportProgress(ID, progress(1)))
                .then(new WorkflowProgressed(ID, progress(1)));
        fixture.given(REQUESTED, STARTED, new WorkflowProgressed(ID, progress(1)))
                .when(new ReportProgress(ID, progress(1))).thenNothing();
    }

    @Test
    void a_proposal_waits_until_its_hash_is_approved() {
        fixture.given(REQUESTED, STARTED).when(new ProposeResult(ID, RESULT, "h1")).then(PROPOSED);
        fixture.given(REQUESTED, STARTED, PROPOSED).when(new ProposeResult(ID, RESULT, "h1")).thenNothing();
        fixture.given(REQUESTED, STARTED, PROPOSED).when(new ApproveWorkflow(ID, "h1", "fine"))
                .then(new WorkflowApproved(ID, "h1", "fine"));
        fixture.given(REQUESTED, STARTED, PROPOSED).when(new ApproveWorkflow(ID, "h2", null)).refused(Kind.CONFLICT,
                "stale");
        fixture.given(REQUESTED, STARTED, PROPOSED).when(new ApproveWorkflow(ID, null, null)).refusedNaming("hash");
        fixture.given(REQUESTED, STARTED).when(new ApproveWorkflow(ID, "h1", null)).refused(Kind.CONFLICT,
                "not-waiting");
        fixture.given(REQUESTED, STARTED, PROPOSED, new WorkflowApproved(ID, "h1", null))
                .when(new ApproveWorkflow(ID, "h1", null)).thenNothing();
    }

    @Test
    void what_has_changed_since_it_was_approved_is_proposed_anew() {
        fixture.given(REQUESTED, STARTED, PROPOSED, new WorkflowApproved(ID, "h1", null))
                .when(new ProposeResult(ID, RESULT, "h2")).then(new WorkflowApprovalRequested(ID, RESULT, "h2"));
        assertThat(fixture.given(REQUESTED, STARTED, PROPOSED, new WorkflowApproved(ID, "h1", null),
                new WorkflowApprovalRequested(ID, RESULT, "h2")).state()).satisfies(run -> {
                    assertThat(run.status()).isEqualTo(Status.WAITING_FOR_APPROVAL);
                    assertThat(run.approvedHash()).isNull();
                });
    }

    @Test
    void a_rejected_proposal_ends_the_work() {
        fixture.given(REQUESTED, STARTED, PROPOSED).when(new RejectWorkflow(ID, "no")).then(new WorkflowRejected(ID,
                "no"));
        fixture.given(REQUESTED, STARTED, PROPOSED).when(new RejectWorkflow(ID, " ")).refusedNaming("reason");
        fixture.given(REQUESTED, STARTED).when(new RejectWorkflow(ID, "no")).refused(Kind.CONFLICT, "not-waiting");
        fixture.given(REQUESTED, STARTED, PROPOSED, new WorkflowRejected(ID, "no"))
                .when(new CompleteWorkflow(ID, RESULT)).thenNothing();
    }

    @Test
    void it_ends_once_however_often_and_variously_its_end_is_told() {
        fixture.given(REQUESTED, STARTED).when(new CompleteWorkflow(ID, RESULT)).then(COMPLETED);
        fixture.given(REQUESTED, STARTED).when(new FailWorkflow(ID, FAILURE)).then(new WorkflowFailed(ID, FAILURE));
        fixture.given(REQUESTED, STARTED, COMPLETED).when(new CompleteWorkflow(ID, RESULT)).thenNothing();
        fixture.given(REQUESTED, STARTED, COMPLETED).when(new FailWorkflow(ID, FAILURE)).thenNothing();
        fixture.given(REQUESTED, STARTED, COMPLETED).when(new ConfirmCancellation(ID)).thenNothing();
        fixture.given(REQUESTED, STARTED, COMPLETED).when(new ProposeResult(ID, RESULT, "h3")).thenNothing();
        fixture.given(REQUESTED, STARTED, COMPLETED).when(new ReportProgress(ID, progress(5))).thenNothing();
        assertThat(fixture.given(REQUESTED, STARTED, COMPLETED).state()).satisfies(run -> assertThat(run.progress()
                .percent()).isEqualTo(100));
    }

    @Test
    void it_is_asked_to_end_once_and_only_while_it_has_not() {
        var asked = new WorkflowCancellationRequested(ID);
        fixture.given(REQUESTED).when(new CancelWorkflow(ID)).then(asked);
        fixture.given(REQUESTED, asked).when(new CancelWorkflow(ID)).thenNothing();
        fixture.given(REQUESTED, asked).when(new ConfirmCancellation(ID)).then(new WorkflowCancelled(ID));
        fixture.given(REQUESTED, STARTED, COMPLETED).when(new CancelWorkflow(ID)).refused(Kind.CONFLICT,
                "already-ended");
    }
}
