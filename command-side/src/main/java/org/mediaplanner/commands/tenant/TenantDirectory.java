package org.mediaplanner.commands.tenant;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.tenant.TenantId;

/** All organisations of an installation, for who looks after it. Calls block. */
public interface TenantDirectory {

    /** At most {@code limit} of them behind {@code after}, in the order in which they registered. */
    List<Listed> list(@Nullable TenantId after, int limit);

    Optional<Listed> find(TenantId tenant);

    /**
     * An organisation and what it keeps.
     *
     * @param suspended whether nobody may act for it
     * @param deleting whether that is so because it is being deleted
     * @param requestsPerMinute that its callers may make together
     * @param events in its log
     * @param facts that are known
     * @param requests that its callers have made today and on the 29 days before (UTC)
     */
    record Listed(TenantId id, String name, boolean suspended, boolean deleting, int requestsPerMinute, long members,
            long events,
            long facts, long requests) {}
}
