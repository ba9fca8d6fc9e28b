package org.mediaplanner.commands.tenant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.Tenant.MemberStatus;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.events.tenant.TenantId;

/** The members of organisations as people see them. Calls block. */
public interface Members {

    /** Those of {@code tenant} in the order in which they came, at most a thousand. */
    List<Listed> list(TenantId tenant);

    /** One of them. */
    Optional<Listed> find(TenantId tenant, UserId user);

    /**
     * A member.
     *
     * @param clients the advertisers for which they work; {@code null} for all
     * @param name empty for who has not come yet: whether somebody has an account is theirs to tell
     * @param lastSeenAt when they last signed in or renewed their token here
     */
    record Listed(UserId userId, String name, String email, Role role, MemberStatus status,
            @Nullable List<ClientId> clients, @Nullable Instant invitedAt, @Nullable Instant joinedAt,
            @Nullable Instant lastSeenAt) {}
}
