package org.mediaplanner.commands.workflow;

import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Command;
import org.mediaplanner.commands.Versioned;
import org.mediaplanner.events.workflow.WorkflowEvent.Failure;
import org.mediaplanner.events.workflow.WorkflowEvent.Progress;
import org.mediaplanner.events.workflow.WorkflowId;
import org.mediaplanner.events.workflow.WorkflowInput;
import org.mediaplanner.events.workflow.WorkflowResult;
import org.mediaplanner.events.workflow.WorkflowRun;

/**
 * What can be asked of, and told about, a piece of long-running work. What is told may be told again: only the first
 * time changes anything, and nothing changes once the work has ended.
 */
public sealed interface WorkflowCommand extends Command<Versioned<WorkflowRun>> {

    WorkflowId workflowId();

    record RequestWorkflow(WorkflowId workflowId, WorkflowInput input, @Nullable WorkflowId parentId)
            implements
            WorkflowCommand {}

    /** @param hash of what was proposed and is to be done */
    record ApproveWorkflow(WorkflowId workflowId, @Nullable String hash, @Nullable String comment)
            implements
            WorkflowCommand {}

    record RejectWorkflow(WorkflowId workflowId, String reason) implements WorkflowCommand {}

    record CancelWorkflow(WorkflowId workflowId) implements WorkflowCommand {}

    record StartWorkflow(WorkflowId workflowId) implements WorkflowCommand {}

    record ReportProgress(WorkflowId workflowId, Progress progress) implements WorkflowCommand {}

    record ProposeResult(WorkflowId workflowId, WorkflowResult proposal, String hash) implements WorkflowCommand {}

    record CompleteWorkflow(WorkflowId workflowId, WorkflowResult result) implements WorkflowCommand {}

    record FailWorkflow(WorkflowId workflowId, Failure failure) implements WorkflowCommand {}

    /** It has ended because it was asked to, and left nothing behind. */
    record ConfirmCancellation(WorkflowId workflowId) implements WorkflowCommand {}
}
