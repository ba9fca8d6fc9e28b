package org.mediaplanner.bench;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.mediaplanner.events.Metadata;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.eventstore.serialization.EventSerializer;

/** Copies events under other ids, through the store: what people typed is sealed for the place that each copy has. */
public final class Copies {

    private final EventStorageEngine store;
    private final EventSerializer serializer;

    public Copies(Node node) {
        this.store = node.bean(EventStorageEngine.class);
        this.serializer = node.bean(EventSerializer.class);
    }

    /** Appends a copy of {@code history} for each of {@code names}, which say of a text what its ids are in the copy. */
    public void append(List<RecordedEvent<?>> history, Stream<UnaryOperator<String>> names) {
        store.appendEvents(names.flatMap(name -> history.stream().map(event -> copy(event, name))).toList());
    }

    private DomainEventMessage<?> copy(RecordedEvent<?> event, UnaryOperator<String> name) {
        String json = name.apply(serializer.getObjectMapper().writeValueAsString(event.event()));
        return new GenericDomainEventMessage<>(event.type(), name.apply(event.aggregateId()),
                event.aggregateVersion() - 1, serializer.event(json, event.event().getClass()),
                Map.of(Metadata.TENANT_ID, name.apply(event.tenantId().value()), Metadata.ACTOR_ID, event.actorId(),
                        Metadata.ACTOR_TYPE, event.actorType().name(), Metadata.REQUEST_ID, event.requestId()));
    }
}
