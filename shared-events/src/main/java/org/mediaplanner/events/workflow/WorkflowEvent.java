package org.mediaplanner.events.workflow;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.EventType;
import org.mediaplanner.events.FreeText;

/** What can happen to a piece of long-running work. */
public sealed interface WorkflowEvent extends DomainEvent {

    WorkflowId workflowId();

    @Override
    default String streamId() {
        return workflowId().value();
    }

    /** @param parentId the work of which this is a part */
    @EventType("workflow.requested")
    record WorkflowRequested(WorkflowId workflowId, WorkflowInput input, @Nullable WorkflowId parentId)
            implements
            WorkflowEvent {}

    @EventType("workflow.started")
    record WorkflowStarted(WorkflowId workflowId) implements WorkflowEvent {}

    @EventType("workflow.progressed")
    record WorkflowProgressed(WorkflowId workflowId, Progress progress) implements WorkflowEvent {}

    /** What would be done is known; it is done once somebody approves it. */
    @EventType("workflow.approval-requested")
    record WorkflowApprovalRequested(WorkflowId workflowId, WorkflowResult proposal, String hash)
            implements
            WorkflowEvent {}

    @EventType("workflow.approved")
    record WorkflowApproved(WorkflowId workflowId, String hash, @FreeText @Nullable String comment)
            implements WorkflowEvent {}

    /** What was proposed is not done; the work has ended. */
    @EventType("workflow.rejected")
    record WorkflowRejected(WorkflowId workflowId, @FreeText String reason) implements WorkflowEvent {}

    @EventType("workflow.completed")
    record WorkflowCompleted(WorkflowId workflowId, WorkflowResult result) implements WorkflowEvent {}

    @EventType("workflow.failed")
    record WorkflowFailed(WorkflowId workflowId, Failure failure) implements WorkflowEvent {}

    /** It is to end; what it has begun is put right first. */
    @EventType("workflow.cancellation-requested")
    record WorkflowCancellationRequested(WorkflowId workflowId) implements WorkflowEvent {}

    @EventType("workflow.cancelled")
    record WorkflowCancelled(WorkflowId workflowId) implements WorkflowEvent {}

    /**
     * How far it is.
     *
     * @param percent 0 to 100
     * @param step what it does now, for people
     * @param done units of the step, where they can be counted
     * @param total units that the step has, where that is known
     * @param counts whatever else is worth counting, by name
     */
    record Progress(int percent, String step, @Nullable Long done, @Nullable Long total,
            SortedMap<String, Long> counts) {}

    /**
     * Why it failed.
     *
     * @param code stable name of the reason, as {@code invalid-rows}
     * @param retryable whether asking for the same again may succeed
     */
    record Failure(String code, @FreeText String message, boolean retryable) {}
}
