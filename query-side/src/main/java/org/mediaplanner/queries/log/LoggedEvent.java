package org.mediaplanner.queries.log;

import java.time.Instant;
import java.util.UUID;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.queries.history.Actor;
import tools.jackson.databind.JsonNode;

/**
 * An event at its place in its tenant's log.
 *
 * @param position the tenant's own: 1, 2, 3 … without gaps
 * @param globalIndex for {@code minPosition} of a question that must cover the event
 * @param revision of the shape of {@code data}, after upcasting
 * @param data the event's own words, with what people typed readable
 */
public record LoggedEvent(TenantId tenantId, long position, long globalIndex, UUID eventId, String type, int revision,
        String aggregateId, long aggregateVersion, Actor actor, String requestId, Instant occurredAt,
        Instant recordedAt, JsonNode data) {}
