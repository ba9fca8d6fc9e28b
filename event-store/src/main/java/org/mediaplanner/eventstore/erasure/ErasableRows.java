package org.mediaplanner.eventstore.erasure;

import java.util.List;
import org.mediaplanner.events.tenant.TenantId;

/** Rows that are kept of an organisation beside its events, and go when it is deleted. */
@FunctionalInterface
public interface ErasableRows {

    /**
     * Removes at most {@code limit} rows of {@code tenant} in one transaction.
     *
     * @return how many it removed; 0 where there are none left
     */
    int erase(TenantId tenant, int limit);

    /** Who keeps some, each in the order in which they have to go. */
    @FunctionalInterface
    interface Source {

        List<ErasableRows> erasable();
    }
}
