package org.mediaplanner.eventstore.storage;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.Metadata;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table {@code domain_event} as Axon's storage: one statement for an append, one for the events of an aggregate,
 * one for a page of the log. It keeps no snapshots, and says so without asking the database.
 */
final class PostgresEventStorage implements EventStorageEngine {

    private static final int PAGE = 500;
    private static final GapAwareTrackingToken BEGINNING = GapAwareTrackingToken.newInstance(0, List.of());

    private static final String OF_AGGREGATE = StoredEvent.SELECT
            + "WHERE aggregate_id = ? AND tenant_id = ? AND sequence_number >= ? ORDER BY sequence_number";

    private final JdbcClient jdbc;
    private final Appender appender;
    private final LogReader log;
    private final Serializer serializer;
    private final EventUpcaster upcasters;

    PostgresEventStorage(JdbcTemplate jdbc, Serializer serializer, EventUpcaster upcasters, AppendCounts counts) {
        this.jdbc = JdbcClient.create(jdbc);
        this.appender = new Appender(jdbc, counts);
        this.log = new LogReader(this.jdbc);
        this.serializer = serializer;
        this.upcasters = upcasters;
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        if (!events.isEmpty()) {
            List<NewEvent> rows = NewEvent.of(events, serializer);
            currentTenant().ifPresent(tenant -> requireTenant(tenant, rows));
            appender.append(rows);
        }
    }

    /** A handler may put metadata of its own on an event; it may not put the event into another tenant. */
    private static void requireTenant(String tenant, List<NewEvent> rows) {
        rows.stream().filter(row -> !row.tenantId().equals(tenant)).findFirst().ifPresent(row -> {
            throw new IllegalStateException("A message of " + tenant + " must not record an event of " + row
                    .tenantId());
        });
    }

    /** The events of an aggregate of the tenant for whom the current message is handled; none for any other tenant. */
    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        String tenant = currentTenant().orElseThrow(() -> new IllegalStateException(
                "An aggregate can only be read for a tenant, and no message names one"));
        List<StoredEvent> rows = jdbc.sql(OF_AGGREGATE)
                .params(aggregateIdentifier, tenant, firstSequenceNumber)
                .query((row, nr) -> StoredEvent.of(row))
                .list();
        return EventStreamUtils.upcastAndDeserializeDomainEvents(rows.stream(), serializer, upcasters);
    }

    private static Optional<String> currentTenant() {
        return CurrentUnitOfWork.map(work -> (String) work.getMessage().getMetaData().get(Metadata.TENANT_ID));
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken token, boolean mayBlock) {
        return Stream.iterate(page(position(token)),
                page -> !page.messages().isEmpty(),
                page -> page(page.end())).flatMap(page -> page.messages().stream());
    }

    static GapAwareTrackingToken position(@Nullable TrackingToken token) {
        return token == null ? BEGINNING : (GapAwareTrackingToken) token;
    }

    /** The next events behind {@code token}; see {@link LogReader}. */
    LogPage page(GapAwareTrackingToken token) {
        List<TrackedEvent> rows = log.after(token, PAGE);
        List<TrackedEventMessage<?>> messages = rows.stream().flatMap(this::message).toList();
        return new LogPage(messages, rows.isEmpty() ? token : rows.getLast().token(), rows.size() >= PAGE);
    }

    private Stream<TrackedEventMessage<?>> message(TrackedEvent event) {
        return EventUtils.upcastAndDeserializeTrackedEvents(Stream.of(event), serializer, upcasters)
                .map(message -> (TrackedEventMessage<?>) message.andMetaData(event.row().place()));
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
