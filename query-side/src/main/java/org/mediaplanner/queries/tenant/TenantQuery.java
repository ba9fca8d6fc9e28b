package org.mediaplanner.queries.tenant;

import org.mediaplanner.events.tenant.Tenant;
import org.mediaplanner.queries.Query;
import org.mediaplanner.queries.projection.Stamped;

/** What can be asked about organisations. */
public sealed interface TenantQuery {

    /** That of who asks. */
    record FindTenant() implements TenantQuery, Query<Stamped<Tenant>> {}
}
