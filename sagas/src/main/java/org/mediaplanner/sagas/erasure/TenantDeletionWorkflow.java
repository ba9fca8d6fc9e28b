package org.mediaplanner.sagas.erasure;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.mediaplanner.events.workflow.WorkflowInput;
import org.mediaplanner.sagas.workflow.RunRef;

/** Deletes an organisation. */
@WorkflowInterface
public interface TenantDeletionWorkflow {

    @WorkflowMethod(name = WorkflowInput.TENANT_DELETION)
    void delete(RunRef run);
}
