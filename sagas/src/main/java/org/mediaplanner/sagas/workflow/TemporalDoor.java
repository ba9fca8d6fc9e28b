package org.mediaplanner.sagas.workflow;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import org.mediaplanner.events.workflow.WorkflowType;
import org.springframework.stereotype.Component;

/**
 * Tells Temporal about pieces of work. A workflow has the id of its work: begun twice it runs once. One that has closed
 * may be begun again, since what it does first is to ask whether its work has ended. Calls block, and fail while
 * Temporal is away.
 */
@Component
class TemporalDoor {

    /** Somebody has approved or rejected: the workflow is to look at its work again. */
    static final String DECIDED = "decided";

    private final WorkflowClient client;

    TemporalDoor(WorkflowClient client) {
        this.client = client;
    }

    void start(RunRef run, WorkflowType type) {
        client.newUntypedWorkflowStub(type.path(), WorkflowOptions.newBuilder().setWorkflowId(run.workflowId())
                .setTaskQueue(type.path())
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .build()).start(run);
    }

    /** False where no workflow runs for it. */
    boolean signalDecision(RunRef run) {
        return ifThere(() -> stub(run).signal(DECIDED));
    }

    /** False where no workflow runs for it. */
    boolean cancel(RunRef run) {
        return ifThere(() -> stub(run).cancel());
    }

    /** Ends it without asking it. False where no workflow runs for it. */
    boolean terminate(RunRef run, String reason) {
        return ifThere(() -> stub(run).terminate(reason));
    }

    boolean runs(RunRef run) {
        try {
            return stub(run).describe().getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
        } catch (WorkflowNotFoundException forgotten) {
            return false;
        }
    }

    private WorkflowStub stub(RunRef run) {
        return client.newUntypedWorkflowStub(run.workflowId());
    }

    private static boolean ifThere(Runnable call) {
        try {
            call.run();
            return true;
        } catch (WorkflowNotFoundException gone) {
            return false;
        }
    }
}
