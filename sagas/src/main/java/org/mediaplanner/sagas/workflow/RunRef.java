package org.mediaplanner.sagas.workflow;

import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.events.workflow.WorkflowId;

/** All that Temporal is ever told of a piece of work: whose it is, and which. The rest stands in the event store. */
public record RunRef(String tenantId, String workflowId) {

    public TenantId tenant() {
        return TenantId.of(tenantId);
    }

    public WorkflowId workflow() {
        return WorkflowId.of(workflowId);
    }
}
