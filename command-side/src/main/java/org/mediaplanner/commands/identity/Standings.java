package org.mediaplanner.commands.identity;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.events.tenant.TenantId;

/** Whether somebody may still act for an organisation, as it is at this moment. Calls block. */
public interface Standings {

    /**
     * What somebody may do.
     *
     * @param clients the advertisers for which they work; {@code null} for all
     */
    record Standing(Role role, @Nullable Set<ClientId> clients) {}

    /** What {@code user} may do in {@code tenant} now; empty for who may no more. */
    Optional<Standing> of(UserId user, TenantId tenant);

    /** As {@link #of(UserId, TenantId)}, and empty too when {@code session} has ended. */
    Optional<Standing> of(UserId user, TenantId tenant, UUID session);
}
