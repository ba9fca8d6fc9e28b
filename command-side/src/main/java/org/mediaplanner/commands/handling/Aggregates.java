package org.mediaplanner.commands.handling;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.handling.Workspace.History;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.eventstore.AggregateEvents;
import org.mediaplanner.eventstore.AggregateEvents.AggregateRef;
import org.springframework.stereotype.Component;

/**
 * Loads aggregates from the event store and appends to them, inside the unit of work of a command. A stream is found
 * by its id and the command's tenant; the store's unique key on (aggregate, sequence number) is what lets only one of
 * two racing commands win.
 */
@Component
public class Aggregates {

    private final EventStore eventStore;
    private final AggregateEvents stored;
    private final AggregateCache cache;
    private final Clock clock;

    Aggregates(EventStore eventStore, AggregateEvents stored, AggregateCache cache, Clock clock) {
        this.eventStore = eventStore;
        this.stored = stored;
        this.cache = cache;
        this.clock = clock;
    }

    /**
     * The aggregate {@code id} of the command's tenant, with no state where there is none, or where it is another
     * advertiser's than those for which the caller works.
     */
    public <S, E extends DomainEvent> Loaded<S> load(String id, Class<E> family,
            BiFunction<@Nullable S, E, S> evolve) {
        Caller caller = caller();
        Loaded<S> loaded = loaded(new AggregateRef(caller.tenantId(), id), family, evolve);
        return caller.sees(loaded.state()) ? loaded : Loaded.absent(id);
    }

    private <S, E extends DomainEvent> Loaded<S> loaded(AggregateRef aggregate, Class<E> family,
            BiFunction<@Nullable S, E, S> evolve) {
        Workspace workspace = Workspace.current(cache);
        @SuppressWarnings("unchecked") // an id is that of one kind of aggregate
        Loaded<S> known = (Loaded<S>) workspace.find(aggregate);
        if (known != null) {
            return known;
        }
        Loaded<S> loaded = fold(workspace.history(aggregate, this::history), family, evolve);
        workspace.put(aggregate, loaded);
        return loaded;
    }

    private History history(AggregateRef aggregate) {
        Loaded<?> known = known(aggregate);
        return new History(known, stored.read(aggregate, known.version()));
    }

    private Loaded<?> known(AggregateRef aggregate) {
        Loaded<?> remembered = cache.find(aggregate);
        return remembered == null ? Loaded.absent(aggregate.aggregateId()) : remembered;
    }

    /** A workspace in which {@code aggregates} are known: read together. */
    Workspace workspace(Set<AggregateRef> aggregates) {
        Map<AggregateRef, Loaded<?>> known = new HashMap<>();
        Map<AggregateRef, Long> from = new HashMap<>();
        aggregates.forEach(aggregate -> {
            Loaded<?> remembered = known(aggregate);
            known.put(aggregate, remembered);
            from.put(aggregate, remembered.version());
        });
        Map<AggregateRef, List<DomainEventMessage<?>>> newer = stored.read(from);
        Map<AggregateRef, History> histories = new HashMap<>();
        known.forEach((aggregate, remembered) -> histories.put(aggregate,
                new History(remembered, newer.getOrDefault(aggregate, List.of()))));
        return new Workspace(histories);
    }

    private static <S, E extends DomainEvent> Loaded<S> fold(History history, Class<E> family,
            BiFunction<@Nullable S, E, S> evolve) {
        @SuppressWarnings("unchecked") // an id is that of one kind of aggregate
        Loaded<S> loaded = (Loaded<S>) history.known();
        for (DomainEventMessage<?> message : history.newer()) {
            boolean first = loaded.version() == 0;
            Instant at = message.getTimestamp();
            loaded = new Loaded<>(loaded.id(), message.getSequenceNumber() + 1,
                    evolve.apply(loaded.state(), family.cast(message.getPayload())), first ? at : loaded.createdAt(),
                    first ? Callers.actorId(message.getMetaData()) : loaded.createdBy(), at);
        }
        return loaded;
    }

    private static Caller caller() {
        return Callers.of(CurrentUnitOfWork.get().getMessage().getMetaData());
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
        if (!caller.sees(state)) {
            throw Refusal.rule("invalid", "clientId", "must be one of the advertisers that you work for");
        }
        eventStore.publish(messages);
        boolean created = loaded.version() == 0;
        Loaded<S> after = new Loaded<>(loaded.id(), version, state, created ? now : loaded.createdAt(),
                created ? caller.actorId() : loaded.createdBy(), now);
        Workspace.current(cache).put(new AggregateRef(caller.tenantId(), loaded.id()), after);
        return after;
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
