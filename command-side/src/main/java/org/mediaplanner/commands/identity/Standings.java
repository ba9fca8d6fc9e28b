package org.mediaplanner.commands.identity;

import java.util.Optional;
import java.util.UUID;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.events.tenant.TenantId;

/** Whether somebody may still act for an organisation, as it is at this moment. Calls block. */
public interface Standings {

    /** The role that {@code user} has in {@code tenant} now; empty for who has none any more. */
    Optional<Role> of(UserId user, TenantId tenant);

    /** As {@link #of(UserId, TenantId)}, and empty too when {@code session} has ended. */
    Optional<Role> of(UserId user, TenantId tenant, UUID session);
}
