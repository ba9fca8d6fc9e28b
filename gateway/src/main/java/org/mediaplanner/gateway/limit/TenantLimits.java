package org.mediaplanner.gateway.limit;

import org.mediaplanner.events.tenant.TenantId;

/** What each organisation may ask. */
@FunctionalInterface
public interface TenantLimits {

    /** How many calls of the API {@code tenant} has in a minute; 0 for as many as it likes. Asked at each: answers at once. */
    int requestsPerMinute(TenantId tenant);
}
