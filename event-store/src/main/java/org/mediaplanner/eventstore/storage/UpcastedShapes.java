package org.mediaplanner.eventstore.storage;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.mediaplanner.eventstore.EventShapes;
import tools.jackson.databind.JsonNode;

/** Rows through the upcasters and no further: what a newer release has written keeps what this one does not know. */
record UpcastedShapes(Serializer serializer, EventUpcaster upcasters) implements EventShapes {

    @Override
    public Shape newest(Stored event) {
        List<IntermediateEventRepresentation> newest = upcasters
                .upcast(Stream.of(new InitialEventRepresentation(row(event), serializer))).toList();
        if (newest.size() != 1) {
            // A position is one event: whoever counts positions would take the rest for lost.
            throw new IllegalStateException(event.type() + " became " + newest.size() + " events");
        }
        SerializedObject<JsonNode> data = newest.getFirst().getData(JsonNode.class);
        return new Shape(data.getType().getName(), Integer.parseInt(data.getType().getRevision()), data.getData());
    }

    private static StoredEvent row(Stored event) {
        return new StoredEvent(0, event.aggregateType(), event.aggregateId(), event.aggregateVersion() - 1,
                event.eventId().toString(), event.type(), Integer.toString(event.revision()), event.payload(),
                event.metadata(), event.occurredAt(), Instant.EPOCH);
    }
}
