package org.mediaplanner.commands;

import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.ActorType;
import org.mediaplanner.events.tenant.TenantId;

/**
 * On whose behalf a command is given. The tenant comes from a verified token, or from the event that a process
 * answers, and from nowhere else.
 *
 * @param actorId a user's id or a service's name
 * @param causationId the event that a process answers with the command
 */
public record Caller(TenantId tenantId, ActorType actorType, String actorId, String requestId,
        @Nullable String causationId) {

    public static Caller user(TenantId tenantId, String userId, String requestId) {
        return new Caller(tenantId, ActorType.USER, userId, requestId, null);
    }
}
