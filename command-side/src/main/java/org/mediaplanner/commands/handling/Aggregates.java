package org.mediaplanner.commands.handling;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.events.DomainEvent;
import org.springframework.stereotype.Component;

/**
 * Loads aggregates from the event store and appends to them, inside the unit of work of a command. A stream is found
 * by its id and the command's tenant; the store's unique key on (aggregate, sequence number) is what lets only one of
 * two racing commands win.
 */
@Component
public class Aggregates {

    private final EventStore eventStore;
    private final Clock clock;

    Aggregates(EventStore eventStore, Clock clock) {
        this.eventStore = eventStore;
        this.clock = clock;
    }

    /** The aggregate {@code id} of the command's tenant, with no state where there is none. */
    public <S, E extends DomainEvent> Loaded<S> load(String id, Class<E> family,
            BiFunction<@Nullable S, E, S> evolve) {
        // The two-argument form does not look for a snapshot.
        DomainEventStream stream = eventStore.readEvents(id, 0);
        @Nullable
        S state = null;
        long version = 0;
        Instant createdAt = Instant.EPOCH;
        Instant updatedAt = Instant.EPOCH;
        String createdBy = "";
        while (stream.hasNext()) {
            DomainEventMessage<?> message = stream.next();
            state = evolve.apply(state, family.cast(message.getPayload()));
            updatedAt = message.getTimestamp();
            if (version == 0) {
                createdAt = updatedAt;
                createdBy = Callers.actorId(message.getMetaData());
            }
            version = message.getSequenceNumber() + 1;
        }
        return new Loaded<>(id, version, state, createdAt, createdBy, updatedAt);
    }

    /** {@code loaded} after {@code events}, which are appended when the unit of work commits. */
    public <S, E extends DomainEvent> Loaded<S> append(String type, Loaded<S> loaded, Collection<? extends E> events,
            BiFunction<@Nullable S, E, S> evolve, Caller caller) {
        if (events.isEmpty()) {
            return loaded;
        }
        Instant now = now();
        List<EventMessage<?>> messages = new ArrayList<>(events.size());
        @Nullable
        S state = loaded.state();
        long version = loaded.version();
        for (E event : events) {
            state = evolve.apply(state, event);
            messages.add(message(type, loaded.id(), version++, event, now));
        }
        eventStore.publish(messages);
        boolean created = loaded.version() == 0;
        return new Loaded<>(loaded.id(), version, state, created ? now : loaded.createdAt(),
                created ? caller.actorId() : loaded.createdBy(), now);
    }

    /** Appends a new stream that nobody loads: a batch of observations. */
    public void appendBatch(String type, String id, List<? extends DomainEvent> events) {
        Instant now = now();
        List<EventMessage<?>> messages = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            messages.add(message(type, id, i, events.get(i), now));
        }
        eventStore.publish(messages);
    }

    private static EventMessage<?> message(String type, String id, long sequenceNumber, DomainEvent event,
            Instant now) {
        // The message takes the command's correlation data from the current unit of work.
        return new GenericDomainEventMessage<>(type, id, sequenceNumber,
                new GenericMessage<>(event, MetaData.emptyInstance()), now);
    }

    /** PostgreSQL keeps microseconds; an answer must not say more than what will be read again. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
