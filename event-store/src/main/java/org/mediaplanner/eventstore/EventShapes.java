package org.mediaplanner.eventstore;

import java.time.Instant;
import java.util.UUID;

import tools.jackson.databind.JsonNode;

/** Brings stored events to their newest shape as JSON: for whoever passes them on and needs no record of them. */
public interface EventShapes {

    Shape newest(Stored event);

    /** What a row of the log says, in the columns of {@code domain_event}; version 1 is an aggregate's first event. */
    record Stored(String aggregateType, String aggregateId, long aggregateVersion, UUID eventId, String type,
            int revision, String payload, String metadata, Instant occurredAt) {}

    /** @param data the event's own words, after upcasting */
    record Shape(String type, int revision, JsonNode data) {}
}
