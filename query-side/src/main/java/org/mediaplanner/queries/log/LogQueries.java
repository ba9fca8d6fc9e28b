package org.mediaplanner.queries.log;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.ActorType;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.EventShapes.OfTenant;
import org.mediaplanner.eventstore.EventShapes.Shape;
import org.mediaplanner.eventstore.EventShapes.Stored;
import org.mediaplanner.queries.history.Actor;
import org.mediaplanner.queries.log.LogQuery.EventFilter;
import org.mediaplanner.queries.log.LogQuery.FindHead;
import org.mediaplanner.queries.log.LogQuery.FollowLog;
import org.mediaplanner.queries.log.LogQuery.ListEvents;
import org.mediaplanner.queries.log.LogQuery.Slice;
import org.mediaplanner.queries.reading.Keyset;
import org.mediaplanner.queries.reading.Page;
import org.mediaplanner.queries.reading.QueryHandler;
import org.mediaplanner.queries.reading.QueryHandlers;
import org.mediaplanner.queries.reading.Rows;
import org.mediaplanner.queries.reading.Sql;
import org.mediaplanner.queries.reading.TenantReader;
import org.mediaplanner.queries.reading.TenantShapes;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Answers what is asked about the log, in the order of the tenant's own positions. */
@Component
final class LogQueries implements QueryHandlers {

    private static final String SEQUENCER = "tenant-log";
    private static final String COLUMNS = """
            tenant_id, position, global_index, event_id, aggregate_type, aggregate_id, sequence_number, payload_type,
            payload_revision, payload::text AS payload, metadata::text AS metadata, metadata ->> 'actorType' AS actor_type,
            metadata ->> 'actorId' AS actor_id, metadata ->> 'requestId' AS request_id, occurred_at, recorded_at
            """;
    private static final String LOG = """
             FROM event_store.tenant_log JOIN event_store.domain_event USING (tenant_id, global_index)
            """;

    private static final String HEAD = """
            SELECT coalesce(max(position), 0) AS position FROM event_store.tenant_head WHERE tenant_id = :tenant""";

    private static final Keyset ORDER = new Keyset("position", "bigint", "aggregate_id", false);

    /** How many positions are looked through at a time for the few that a filter lets pass. */
    private static final int LOOKED_THROUGH = 2_000;
    /** As stored, as below. */
    private static final int PAGE_BYTES = 1 << 20;
    private static final int SLICE_EVENTS = 100;
    /** As stored, so compressed where they are large: a few times as much in memory. */
    private static final int SLICE_BYTES = 128 << 10;

    private final TenantReader reader;
    private final TenantShapes shapes;

    LogQueries(TenantReader reader, TenantShapes shapes) {
        this.reader = reader;
        this.shapes = shapes;
    }

    @Override
    public List<QueryHandler<?, ?>> handlers() {
        Set<String> reads = Set.of(SEQUENCER);
        return List.of(QueryHandler.of(ListEvents.class, reads, this::list),
                QueryHandler.of(FindHead.class, reads, (tenant, query) -> head(tenant)),
                QueryHandler.of(FollowLog.class, reads, this::follow));
    }

    /** A page is as long as was asked for, unless its events are large: then it ends earlier, never before its first. */
    private Mono<Page<LoggedEvent>> list(TenantId tenant, ListEvents query) {
        Mono<Page<Place>> places = ORDER.page(reader, tenant,
                "position, aggregate_id, pg_column_size(payload) AS bytes" + LOG,
                filtered("", tenant, query.filter(), query.after()), query.page(),
                row -> new Place(Rows.number(row, "position"), Rows.text(row, "aggregate_id"),
                        Rows.number(row, "bytes")));
        return places.flatMap(page -> page.items().isEmpty()
                ? reached(tenant, query.after()).thenReturn(new Page<>(List.of(), null, page.total()))
                : events(tenant, query.filter(), page, within(page.items())));
    }

    /** Only who finds nothing can have come too far. */
    private Mono<Void> reached(TenantId tenant, long position) {
        return position == 0
                ? Mono.empty()
                : head(tenant).flatMap(head -> position > head
                        ? Mono.error(new PositionUnknown(head))
                        : Mono.empty());
    }

    private record Place(long position, String aggregateId, long bytes) {}

    private static List<Place> within(List<Place> places) {
        long bytes = 0;
        int count = 0;
        while (count < places.size() && (count == 0 || bytes + places.get(count).bytes() <= PAGE_BYTES)) {
            bytes += places.get(count++).bytes();
        }
        return places.subList(0, count);
    }

    private Mono<Page<LoggedEvent>> events(TenantId tenant, EventFilter filter, Page<Place> page, List<Place> kept) {
        Place last = kept.getLast();
        Sql events = filtered("SELECT " + COLUMNS + LOG, tenant, filter, kept.getFirst().position() - 1)
                .and("position <= :last", "last", last.position()).append("ORDER BY position");
        String next = kept.size() == page.items().size()
                ? page.nextCursor()
                : ORDER.place(Long.toString(last.position()), last.aggregateId()).encode();
        return shapes.of(tenant).flatMap(words -> reader.all(tenant, events, row -> event(row, words)).collectList())
                .map(found -> new Page<>(found, next, page.total()));
    }

    private Mono<Long> head(TenantId tenant) {
        return reader.one(tenant, Sql.of(HEAD).bind("tenant", tenant.value()), row -> Rows.number(row, "position"));
    }

    private Mono<Slice> follow(TenantId tenant, FollowLog query) {
        long through = Math.min(query.upTo(), query.after() + LOOKED_THROUGH);
        Sql slice = filtered(
                "SELECT head.position AS head, slice.* FROM (" + HEAD + ") AS head LEFT JOIN (SELECT bytes, "
                        + COLUMNS + "FROM (SELECT *, sum(pg_column_size(payload)) OVER (ORDER BY position) AS bytes"
                        + LOG,
                tenant,
                query.filter(), query.after())
                .and("position <= :through", "through", through)
                .append("ORDER BY position LIMIT " + SLICE_EVENTS + ") AS next WHERE bytes - pg_column_size(payload) < "
                        + SLICE_BYTES + ") AS slice ON true ORDER BY slice.position");
        return shapes.of(tenant).flatMap(words -> reader.all(tenant, slice, row -> looked(row, words)).collectList())
                .map(found -> cut(found, query, through));
    }

    /** One row of those that were found; of none, where none was. The log reaches to {@code head}. */
    private record Looked(long head, @Nullable LoggedEvent event, long bytesSoFar) {}

    private static Looked looked(Readable row, OfTenant words) {
        long head = Rows.number(row, "head");
        return row.get("position") == null
                ? new Looked(head, null, 0)
                : new Looked(head, event(row, words), Rows.number(row, "bytes"));
    }

    private static Slice cut(List<Looked> found, FollowLog query, long through) {
        List<LoggedEvent> events = found.stream().map(Looked::event).filter(Objects::nonNull).toList();
        Looked last = found.getLast();
        long end = Math.min(query.upTo(), last.head());
        boolean isFull = events.size() == SLICE_EVENTS || last.bytesSoFar() >= SLICE_BYTES;
        long reached = isFull ? events.getLast().position() : Math.max(query.after(), Math.min(through, end));
        return new Slice(events, reached, reached < end);
    }

    private static Sql filtered(String select, TenantId tenant, EventFilter filter, long after) {
        return Sql.of(select + "WHERE tenant_id = :tenant").bind("tenant", tenant.value())
                .and("position > :after", "after", after).andAny("payload_type", "types", filter.types())
                .and("aggregate_id = :aggregate", "aggregate", filter.aggregateId());
    }

    private static LoggedEvent event(Readable row, OfTenant words) {
        UUID eventId = Objects.requireNonNull(row.get("event_id", UUID.class));
        Stored stored = new Stored(Rows.text(row, "aggregate_type"), Rows.text(row, "aggregate_id"),
                Rows.number(row, "sequence_number") + 1, eventId, Rows.text(row, "payload_type"),
                (int) Rows.number(row, "payload_revision"), Rows.text(row, "payload"), Rows.text(row, "metadata"),
                Rows.instant(row, "occurred_at"));
        Shape newest = words.newest(stored);
        return new LoggedEvent(TenantId.of(Rows.text(row, "tenant_id")), Rows.number(row, "position"),
                Rows.number(row, "global_index"), eventId, newest.type(), newest.revision(), stored.aggregateId(),
                stored.aggregateVersion(),
                new Actor(ActorType.valueOf(Rows.text(row, "actor_type")), Rows.text(row, "actor_id")),
                Rows.text(row, "request_id"), stored.occurredAt(), Rows.instant(row, "recorded_at"), newest.data());
    }
}
