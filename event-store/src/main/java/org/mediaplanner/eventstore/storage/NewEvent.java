package org.mediaplanner.eventstore.storage;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.Metadata;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.serialization.EventPlace;
import org.mediaplanner.eventstore.serialization.EventSerializer;
import org.mediaplanner.eventstore.serialization.FreeTexts;

/** An event about to become a row. */
record NewEvent(String tenantId, String aggregateId, long sequenceNumber, String aggregateType, String eventId,
        String payloadType, int payloadRevision, String payload, String metadata, Instant occurredAt) {

    /** What every event must tell about its origin. */
    private static final List<String> REQUIRED = List.of(Metadata.TENANT_ID, Metadata.ACTOR_ID, Metadata.ACTOR_TYPE,
            Metadata.REQUEST_ID);

    /**
     * The messages of one append, each made a row of when it is asked for. Those of no aggregate (facts that came in
     * together) are a stream of their own, written at once and never added to: they are numbered in their order.
     *
     * @throws IllegalStateException where a message says too little about its origin
     */
    static Stream<NewEvent> of(List<? extends EventMessage<?>> messages, EventSerializer serializer,
            FreeTexts texts) {
        Map<String, Long> next = new HashMap<>();
        return messages.stream().map(message -> {
            if (message instanceof DomainEventMessage<?> ofAggregate) {
                return of(message, ofAggregate.getAggregateIdentifier(), ofAggregate.getSequenceNumber(), serializer,
                        texts);
            }
            String stream = ((DomainEvent) message.getPayload()).streamId();
            return of(message, stream, next.merge(stream, 1L, Long::sum) - 1, serializer, texts);
        });
    }

    private static NewEvent of(EventMessage<?> message, String aggregateId, long sequenceNumber,
            EventSerializer serializer, FreeTexts texts) {
        REQUIRED.forEach(key -> origin(message, key));
        SerializedType type = serializer.typeForClass(message.getPayloadType());
        String tenant = origin(message, Metadata.TENANT_ID);
        // Not by the message, which would keep the text as long as it lives.
        SerializedObject<String> metadata = serializer.serialize(message.getMetaData(), String.class);
        String payload = texts.sealed((DomainEvent) message.getPayload(),
                new EventPlace(TenantId.of(tenant), aggregateId, sequenceNumber, type.getName()));
        return new NewEvent(tenant,
                aggregateId,
                sequenceNumber,
                type.getName().substring(0, type.getName().indexOf('.')),
                message.getIdentifier(),
                type.getName(),
                Integer.parseInt(type.getRevision()),
                payload,
                metadata.getData(),
                message.getTimestamp());
    }

    private static String origin(EventMessage<?> message, String key) {
        if (message.getMetaData().get(key) instanceof String value && !value.isBlank()) {
            return value;
        }
        throw new IllegalStateException(message.getPayloadType().getSimpleName()
                + " cannot be recorded: its metadata has no " + key);
    }
}
