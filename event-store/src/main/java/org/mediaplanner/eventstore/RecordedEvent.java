package org.mediaplanner.eventstore;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.ActorType;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.EventType;
import org.mediaplanner.events.Metadata;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.storage.Place;

/**
 * An event as it stands in the store, with everything known about it beside its own words.
 *
 * @param globalIndex place in the log of all tenants; has gaps, and a lower one may become readable later
 * @param aggregateVersion 1 for an aggregate's first event
 * @param type the stored name, as {@code campaign.launched}
 * @param revision of the shape of {@code event}, after upcasting
 * @param causationId the event that a process answered, where one did
 * @param occurredAt the clock of the node that decided
 * @param recordedAt the store's clock at the append
 * @param traceparent where in which trace it was decided, where traces are taken
 */
public record RecordedEvent<E extends DomainEvent>(E event, TenantId tenantId, long globalIndex, String aggregateId,
        long aggregateVersion, UUID eventId, String type, int revision, ActorType actorType, String actorId,
        String requestId, @Nullable String causationId, Instant occurredAt, Instant recordedAt,
        @Nullable String traceparent) {

    /** What a message that was read from the store says. */
    public static RecordedEvent<?> of(EventMessage<?> message) {
        DomainEventMessage<?> stored = (DomainEventMessage<?>) message;
        MetaData metadata = stored.getMetaData();
        return of((DomainEvent) stored.getPayload(), metadata, value(metadata, Place.GLOBAL_INDEX, Long.class),
                stored.getAggregateIdentifier(), stored.getSequenceNumber(), UUID.fromString(stored.getIdentifier()),
                stored.getTimestamp(), value(metadata, Place.RECORDED_AT, Instant.class));
    }

    /** An event and its metadata, with what the store knows of it. */
    public static <E extends DomainEvent> RecordedEvent<E> of(E event, Map<String, ?> metadata, long globalIndex,
            String aggregateId, long sequenceNumber, UUID eventId, Instant occurredAt, Instant recordedAt) {
        EventType type = event.getClass().getAnnotation(EventType.class);
        return new RecordedEvent<>(event, TenantId.of(value(metadata, Metadata.TENANT_ID, String.class)), globalIndex,
                aggregateId, sequenceNumber + 1, eventId, type.value(), type.revision(),
                ActorType.valueOf(value(metadata, Metadata.ACTOR_TYPE, String.class)),
                value(metadata, Metadata.ACTOR_ID, String.class), value(metadata, Metadata.REQUEST_ID, String.class),
                (String) metadata.get(Metadata.CAUSATION_ID), occurredAt, recordedAt,
                (String) metadata.get(Metadata.TRACEPARENT));
    }

    private static <V> V value(Map<String, ?> metadata, String key, Class<V> type) {
        return Objects.requireNonNull(type.cast(metadata.get(key)), key);
    }
}
