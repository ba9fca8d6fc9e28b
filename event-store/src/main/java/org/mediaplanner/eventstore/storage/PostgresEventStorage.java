package org.mediaplanner.eventstore.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.Metadata;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.AggregateEvents;
import org.mediaplanner.eventstore.AggregateEvents.AggregateRef;
import org.mediaplanner.eventstore.AppendedPosition;
import org.mediaplanner.eventstore.serialization.EventSerializer;
import org.mediaplanner.eventstore.serialization.FreeTexts;

/**
 * The table {@code domain_event} as Axon's storage: one statement for an append, one for the events of an aggregate,
 * one for a page of the log. It keeps no snapshots, and says so without asking the database.
 */
final class PostgresEventStorage implements EventStorageEngine {

    private static final int PAGE = 500;
    private static final long STATEMENT_CHARS = 1 << 20;
    private static final GapAwareTrackingToken BEGINNING = GapAwareTrackingToken.newInstance(0, List.of());

    private final AggregateEvents aggregates;
    private final Appender appender;
    private final LogReader log;
    private final EventSerializer serializer;
    private final EventDecoder decoder;
    private final FreeTexts texts;

    PostgresEventStorage(AggregateEvents aggregates, Appender appender, LogReader log,
            EventSerializer serializer, EventDecoder decoder, FreeTexts texts) {
        this.aggregates = aggregates;
        this.appender = appender;
        this.log = log;
        this.serializer = serializer;
        this.decoder = decoder;
        this.texts = texts;
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        Optional<String> tenant = currentTenant();
        List<NewEvent> rows = new ArrayList<>();
        long chars = 0;
        for (NewEvent row : (Iterable<NewEvent>) NewEvent.of(events, serializer, texts)::iterator) {
            tenant.ifPresent(own -> requireTenant(own, row));
            rows.add(row);
            chars += row.payload().length();
            // A file of half a million facts is one append: its text is never all in memory.
            if (chars >= STATEMENT_CHARS) {
                append(rows);
                rows.clear();
                chars = 0;
            }
        }
        if (!rows.isEmpty()) {
            append(rows);
        }
    }

    private void append(List<NewEvent> rows) {
        AppendGroup group = AppendGroup.current();
        if (group == null) {
            AppendedPosition.appended(appender.append(rows).getLast());
        } else {
            group.add(rows);
        }
    }

    /** A handler may put metadata of its own on an event; it may not put the event into another tenant. */
    private static void requireTenant(String tenant, NewEvent row) {
        if (!row.tenantId().equals(tenant)) {
            throw new IllegalStateException("A message of " + tenant + " must not record an event of " + row
                    .tenantId());
        }
    }

    /** The events of an aggregate of the tenant for whom the current message is handled; none for any other tenant. */
    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        String tenant = currentTenant().orElseThrow(() -> new IllegalStateException(
                "An aggregate can only be read for a tenant, and no message names one"));
        return DomainEventStream.of(aggregates.read(new AggregateRef(TenantId.of(tenant), aggregateIdentifier),
                firstSequenceNumber));
    }

    private static Optional<String> currentTenant() {
        return CurrentUnitOfWork.map(work -> (String) work.getMessage().getMetaData().get(Metadata.TENANT_ID));
    }

    /** All there is behind {@code token}, for whoever asks Axon's way; processors follow {@link SharedPages}. */
    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        return Stream.iterate(log.after(position(token), PAGE), page -> !page.isEmpty(),
                page -> log.after(page.getLast().token(), PAGE)).flatMap(List::stream).flatMap(decoder::messages);
    }

    static GapAwareTrackingToken position(@Nullable TrackingToken token) {
        return token == null ? BEGINNING : (GapAwareTrackingToken) token;
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        return Optional.empty();
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new UnsupportedOperationException("This store keeps no snapshots");
    }

    /** Before the first index that there can ever be, whichever commits first. */
    @Override
    public TrackingToken createTailToken() {
        return BEGINNING;
    }
}
