package org.mediaplanner.eventstore.storage;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.eventstore.serialization.EventSerializer;
import org.mediaplanner.eventstore.serialization.FreeTexts;

/**
 * Makes events of rows. One in its newest shape, as nearly all are, is read straight from its JSON; an older one goes
 * through Axon's upcasters, and may become several, or none.
 */
final class EventDecoder {

    private final EventSerializer serializer;
    private final EventUpcaster upcasters;
    private final FreeTexts texts;

    EventDecoder(EventSerializer serializer, EventUpcaster upcasters, FreeTexts texts) {
        this.serializer = serializer;
        this.upcasters = upcasters;
        this.texts = texts;
    }

    Stream<RecordedEvent<?>> decode(StoredEvent stored) {
        StoredEvent row = stored.opened(texts);
        return serializer.newest(row.payloadType(), row.payloadRevision())
                .<Stream<RecordedEvent<?>>>map(type -> Stream.of(newest(row, type)))
                .orElseGet(() -> older(row));
    }

    private RecordedEvent<?> newest(StoredEvent row, Class<? extends DomainEvent> type) {
        Map<String, Object> metadata = serializer.metadata(row.metadata());
        return RecordedEvent.of(serializer.event(row.payload(), type), metadata, row.globalIndex(), row.aggregateId(),
                row.sequenceNumber(), UUID.fromString(row.eventId()), row.occurredAt(), row.recordedAt());
    }

    private Stream<RecordedEvent<?>> older(StoredEvent row) {
        return EventStreamUtils.upcastAndDeserializeDomainEvents(Stream.of(row), serializer, upcasters).asStream()
                .map(message -> RecordedEvent.of(message.andMetaData(row.place())));
    }

    /** The same for Axon: messages with all of their metadata, decoded when they are looked into. */
    Stream<TrackedEventMessage<?>> messages(TrackedEvent stored) {
        TrackedEvent event = new TrackedEvent(stored.row().opened(texts), stored.token());
        return EventUtils.upcastAndDeserializeTrackedEvents(Stream.of(event), serializer, upcasters)
                .map(message -> (TrackedEventMessage<?>) message.andMetaData(event.row().place()));
    }
}
