package org.mediaplanner.eventstore;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.mediaplanner.events.tenant.TenantId;
import tools.jackson.databind.JsonNode;

/** Brings stored events to their newest shape as JSON: for whoever passes them on and needs no record of them. */
public interface EventShapes {

    /** Those of {@code tenant}. Blocks where its key has to be asked for. */
    OfTenant of(TenantId tenant);

    /** The same where that needs no asking; never blocks. */
    Optional<OfTenant> known(TenantId tenant);

    /** The events of one tenant. Never blocks. */
    interface OfTenant {

        Shape newest(Stored event);

        /** The JSON of an event as it was recorded, with what people typed readable. */
        String words(String aggregateId, long aggregateVersion, String type, String payload);
    }

    /** What a row of the log says, in the columns of {@code domain_event}; version 1 is an aggregate's first event. */
    record Stored(String aggregateType, String aggregateId, long aggregateVersion, UUID eventId, String type,
            int revision, String payload, String metadata, Instant occurredAt) {}

    /** @param data the event's own words, after upcasting */
    record Shape(String type, int revision, JsonNode data) {}
}
