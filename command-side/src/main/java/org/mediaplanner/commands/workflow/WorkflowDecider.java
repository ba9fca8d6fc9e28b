package org.mediaplanner.commands.workflow;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Checks;
import org.mediaplanner.commands.Refusal;
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
import org.mediaplanner.events.workflow.WorkflowEvent;
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
import org.mediaplanner.events.workflow.WorkflowInput;
import org.mediaplanner.events.workflow.WorkflowInput.DataImport;
import org.mediaplanner.events.workflow.WorkflowInput.Export;
import org.mediaplanner.events.workflow.WorkflowInput.TenantDeletion;
import org.mediaplanner.events.workflow.WorkflowResult.ImportedData;
import org.mediaplanner.events.workflow.WorkflowRun;
import org.mediaplanner.events.workflow.WorkflowRun.Status;

/** Decides what a command makes happen to a piece of long-running work. */
final class WorkflowDecider {

    private WorkflowDecider() {}

    /** The events that follow, none where nothing has to change; refuses what must not happen. */
    static List<WorkflowEvent> decide(@Nullable WorkflowRun run, WorkflowCommand command) {
        return switch (command) {
            case RequestWorkflow request -> request(run, request);
            case ApproveWorkflow approve -> approve(existing(run), approve);
            case RejectWorkflow reject -> reject(existing(run), reject);
            case CancelWorkflow _ -> cancel(existing(run));
            case StartWorkflow _ -> existing(run).status() == Status.REQUESTED
                    ? List.of(new WorkflowStarted(command.workflowId()))
                    : List.of();
            case ReportProgress report -> progress(existing(run), report);
            case ProposeResult proposal -> propose(existing(run), proposal);
            case CompleteWorkflow complete ->
                unlessEnded(existing(run), new WorkflowCompleted(complete.workflowId(), complete.result()));
            case FailWorkflow fail -> unlessEnded(existing(run), new WorkflowFailed(fail.workflowId(), fail.failure()));
            case ConfirmCancellation _ -> unlessEnded(existing(run), new WorkflowCancelled(command.workflowId()));
        };
    }

    private static List<WorkflowEvent> request(@Nullable WorkflowRun run, RequestWorkflow c) {
        if (run != null) {
            return List.of();
        }
        check(c.input());
        return List.of(new WorkflowRequested(c.workflowId(), c.input(), c.parentId()));
    }

    private static void check(WorkflowInput input) {
        switch (input) {
            case Export export -> {
                LocalDate from = export.from();
                LocalDate until = export.until();
                new Checks().that(from == null || until == null || !until.isBefore(from), "until",
                        "must not be before from").orRefuse();
            }
            case TenantDeletion _ -> {
                // Whoever may ask for it has been asked already.
            }
            case DataImport _ -> {
                // Its file and mapping are looked at by the work itself, which reads the file.
            }
        }
    }

    private static List<WorkflowEvent> approve(WorkflowRun run, ApproveWorkflow c) {
        new Checks().text("comment", c.comment(), Checks.REASON_LENGTH).orRefuse();
        if (run.approvedHash() != null && run.approvedHash().equals(c.hash())) {
            return List.of();
        }
        requireWaiting(run);
        if (run.result() instanceof ImportedData data && data.errorsTotal() > 0) {
            throw Refusal.conflict("has-errors", "The file has rows that cannot be used; mend it and import it anew");
        }
        if (c.hash() == null) {
            throw Refusal.rule("invalid", "hash", "must name what is approved");
        }
        if (!c.hash().equals(run.hash())) {
            throw Refusal.conflict("stale", "What is proposed now is not what is approved: look at it again");
        }
        return List.of(new WorkflowApproved(run.id(), c.hash(), c.comment()));
    }

    private static List<WorkflowEvent> reject(WorkflowRun run, RejectWorkflow c) {
        new Checks().that(!c.reason().isBlank(), "reason", "must not be blank")
                .text("reason", c.reason(), Checks.REASON_LENGTH).orRefuse();
        requireWaiting(run);
        return List.of(new WorkflowRejected(run.id(), c.reason()));
    }

    private static List<WorkflowEvent> cancel(WorkflowRun run) {
        if (run.status().hasEnded()) {
            throw Refusal.conflict("already-ended", "It has ended: " + run.status());
        }
        return run.cancelling() ? List.of() : List.of(new WorkflowCancellationRequested(run.id()));
    }

    private static List<WorkflowEvent> progress(WorkflowRun run, ReportProgress c) {
        return run.status() != Status.RUNNING || run.progress().equals(c.progress())
                ? List.of()
                : List.of(new WorkflowProgressed(run.id(), c.progress()));
    }

    private static List<WorkflowEvent> propose(WorkflowRun run, ProposeResult c) {
        boolean proposed = c.hash().equals(run.hash()) && run.status() == Status.WAITING_FOR_APPROVAL;
        return run.status().hasEnded() || proposed
                ? List.of()
                : List.of(new WorkflowApprovalRequested(run.id(), c.proposal(), c.hash()));
    }

    private static List<WorkflowEvent> unlessEnded(WorkflowRun run, WorkflowEvent event) {
        return run.status().hasEnded() ? List.of() : List.of(event);
    }

    private static void requireWaiting(WorkflowRun run) {
        if (run.status() != Status.WAITING_FOR_APPROVAL) {
            throw Refusal.conflict("not-waiting", "It does not wait for approval: " + run.status());
        }
    }

    private static WorkflowRun existing(@Nullable WorkflowRun run) {
        if (run == null) {
            throw Refusal.absent("workflow");
        }
        return run;
    }
}
