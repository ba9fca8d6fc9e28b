package org.mediaplanner.commands;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.ActorType;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.client.OfClient;
import org.mediaplanner.events.tenant.TenantId;

/**
 * On whose behalf a command is given. The tenant comes from a verified token, or from the event that a process
 * answers, and from nowhere else.
 *
 * @param actorId a user's id or a service's name
 * @param causationId the event that a process answers with the command
 * @param clients the advertisers for which the caller works; {@code null} for all
 */
public record Caller(TenantId tenantId, ActorType actorType, String actorId, String requestId,
        @Nullable String causationId, @Nullable Set<ClientId> clients) {

    /** Who works for all advertisers. */
    public Caller(TenantId tenantId, ActorType actorType, String actorId, String requestId,
            @Nullable String causationId) {
        this(tenantId, actorType, actorId, requestId, causationId, null);
    }

    public static Caller user(TenantId tenantId, String userId, String requestId) {
        return user(tenantId, userId, requestId, null);
    }

    /** @param clients the advertisers for which the user works; {@code null} for all */
    public static Caller user(TenantId tenantId, String userId, String requestId, @Nullable Set<ClientId> clients) {
        return new Caller(tenantId, ActorType.USER, userId, requestId, null, clients);
    }

    /** Whether {@code thing} is one of those that the caller works with. */
    public boolean sees(@Nullable Object thing) {
        return clients == null || !(thing instanceof OfClient of)
                || (of.clientId() != null && clients.contains(of.clientId()));
    }
}
