package org.mediaplanner.commands;

import org.mediaplanner.events.ActorType;
import org.mediaplanner.events.tenant.TenantId;

/**
 * On whose behalf a command is given. The tenant comes from a verified token, or from the event that a process
 * answers, and from nowhere else.
 *
 * @param actorId a user's id or a service's name
 */
public record Caller(TenantId tenantId, ActorType actorType, String actorId, String requestId) {}
