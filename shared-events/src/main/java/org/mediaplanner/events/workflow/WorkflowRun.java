package org.mediaplanner.events.workflow;

import java.util.Collections;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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

/**
 * What the events of one piece of long-running work say, folded: the one record of it, whoever carries it out.
 *
 * @param result what came of it; while it waits for approval, what would
 * @param hash of what is proposed or was approved
 * @param approvedHash {@code null} until somebody approved
 * @param cancelling whether it was asked to end
 */
public record WorkflowRun(WorkflowId id, WorkflowInput input, @Nullable WorkflowId parentId, Status status,
        Progress progress, @Nullable WorkflowResult result, @Nullable String hash, @Nullable String approvedHash,
        @Nullable Failure failure, boolean cancelling) {

    private static final Progress NOTHING_DONE = new Progress(0, "requested", null, null,
            Collections.unmodifiableSortedMap(new TreeMap<>()));
    private static final int ALL = 100;

    /** Where it stands. */
    public enum Status {

        REQUESTED, RUNNING, WAITING_FOR_APPROVAL, COMPLETED, FAILED, CANCELLED;

        public boolean hasEnded() {
            return this == COMPLETED || this == FAILED || this == CANCELLED;
        }
    }

    /** The state after {@code event}; {@code null} stands for "not yet requested". */
    public static WorkflowRun evolve(@Nullable WorkflowRun run, WorkflowEvent event) {
        if (run != null) {
            return run.after(event);
        }
        if (event instanceof WorkflowRequested e) {
            return new WorkflowRun(e.workflowId(), e.input(), e.parentId(), Status.REQUESTED, NOTHING_DONE, null, null,
                    null, null, false);
        }
        throw new IllegalStateException("The first event of a run must request it, not " + event);
    }

    private WorkflowRun after(WorkflowEvent event) {
        return switch (event) {
            case WorkflowRequested e -> throw new IllegalStateException(id + " was requested already: " + e);
            case WorkflowStarted _ -> in(Status.RUNNING);
            case WorkflowProgressed e -> at(e.progress());
            case WorkflowApprovalRequested e -> new WorkflowRun(id, input, parentId, Status.WAITING_FOR_APPROVAL,
                    progress, e.proposal(), e.hash(), null, null, cancelling);
            case WorkflowApproved e -> new WorkflowRun(id, input, parentId, Status.RUNNING, progress, result, hash,
                    e.hash(), null, cancelling);
            case WorkflowRejected e -> new WorkflowRun(id, input, parentId, Status.CANCELLED, progress, result, hash,
                    null, new Failure("rejected", e.reason(), false), cancelling);
            case WorkflowCompleted e -> new WorkflowRun(id, input, parentId, Status.COMPLETED, new Progress(ALL, "done",
                    progress.done(), progress.total(), progress.counts()), e.result(), hash, approvedHash, null, false);
            case WorkflowFailed e -> new WorkflowRun(id, input, parentId, Status.FAILED, progress, result, hash,
                    approvedHash, e.failure(), cancelling);
            case WorkflowCancellationRequested _ -> new WorkflowRun(id, input, parentId, status, progress, result, hash,
                    approvedHash, failure, true);
            case WorkflowCancelled _ -> in(Status.CANCELLED);
        };
    }

    private WorkflowRun in(Status status) {
        return new WorkflowRun(id, input, parentId, status, progress, result, hash, approvedHash, failure, cancelling);
    }

    private WorkflowRun at(Progress progress) {
        return new WorkflowRun(id, input, parentId, status, progress, result, hash, approvedHash, failure, cancelling);
    }
}
