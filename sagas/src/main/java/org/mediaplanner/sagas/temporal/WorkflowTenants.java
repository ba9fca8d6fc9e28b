package org.mediaplanner.sagas.temporal;

import java.util.Optional;
import org.mediaplanner.events.tenant.TenantId;

/** Knows whose work a workflow does. */
public interface WorkflowTenants {

    /** Nothing where it is no tenant's. May ask the database. */
    Optional<TenantId> tenantOf(String workflowId);
}
