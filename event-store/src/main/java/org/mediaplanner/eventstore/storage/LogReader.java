package org.mediaplanner.eventstore.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the log of all tenants page by page, for readers that keep a token.
 *
 * <p>A transaction takes its index before it commits, so a higher index can become readable before a lower one. The
 * hole is kept in the token as a gap and asked for again with each page, until its transaction must be over. That is
 * known from the store's clock alone: an index is taken before any higher one, a higher row says when it was written,
 * and no transaction of the writer lasts as long as {@link #SETTLED}. What a message says of its own time plays no
 * part: an import carries old times.
 */
final class LogReader {

    /** Three times as long as the server lets a transaction live. */
    static final Duration SETTLED = Duration.ofSeconds(60);

    /** Each lost race for an aggregate leaves a gap that nothing will fill. From so many on they are looked through. */
    static final int MANY_GAPS = 100;

    /**
     * So many bytes as they are stored begin no further event: those of an import are large, and what reads a page
     * handles it in one transaction.
     */
    private static final int LARGE = 512 * 1024;

    /** So many characters of JSON never come to {@link #LARGE} bytes, as what JSON in PostgreSQL is made of goes. */
    static final int NEVER_LARGE = LARGE / 16;

    private static final String PAGE = """
            SELECT page.*, statement_timestamp() AS read_at
              FROM ((%1$s WHERE global_index = ANY(?)) UNION ALL (
                    SELECT global_index, tenant_id, aggregate_type, aggregate_id, sequence_number, event_id, payload_type,
                           payload_revision, payload, metadata, occurred_at, recorded_at
                      FROM (SELECT next.*, sum(size) OVER (ORDER BY global_index) - size AS before
                              FROM (SELECT *, pg_column_size(payload) AS size FROM event_store.domain_event
                                     WHERE global_index > ? ORDER BY global_index LIMIT ?) AS next) AS sized
                     WHERE before < %2$d)) page
             ORDER BY global_index
            """
            .formatted(StoredEvent.SELECT, LARGE);

    private static final String IS_SETTLED = """
            SELECT recorded_at < statement_timestamp() - make_interval(secs => ?)
            FROM event_store.domain_event WHERE global_index > ? ORDER BY global_index LIMIT 1
            """;

    private final JdbcClient jdbc;

    LogReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Consecutive events, and where a reader of them began. */
    record Stretch(List<Row> rows, GapAwareTrackingToken start) {

        /** The token of a reader that has come past the first {@code count} of them. */
        GapAwareTrackingToken after(int count) {
            NavigableSet<Long> gaps = new TreeSet<>(start.getGaps());
            long index = start.getIndex();
            for (Row row : rows.subList(0, count)) {
                index = row.pass(index, gaps);
            }
            return GapAwareTrackingToken.newInstance(index, gaps);
        }

        /** The token of a reader that has come past all of them. */
        GapAwareTrackingToken end() {
            return after(rows.size());
        }
    }

    /**
     * At most {@code limit} new events after {@code token}, and before them those that came to fill its gaps; fewer
     * where they are large.
     */
    Stretch next(GapAwareTrackingToken token, int limit) {
        NavigableSet<Long> gaps = new TreeSet<>(token.getGaps());
        // Asked before the page is read: what is settled by now and still not in the page will never be.
        long settled = settledGap(gaps);
        List<Row> rows = page(gaps, token.getIndex(), limit);
        Set<Long> found = rows.stream().map(row -> row.event.globalIndex()).collect(Collectors.toSet());
        gaps.headSet(settled + 1).removeIf(gap -> !found.contains(gap));
        return new Stretch(rows, GapAwareTrackingToken.newInstance(token.getIndex(), gaps));
    }

    /** As {@link #next}, each with the token of a reader that has come up to it. */
    List<TrackedEvent> after(GapAwareTrackingToken token, int limit) {
        Stretch stretch = next(token, limit);
        NavigableSet<Long> gaps = new TreeSet<>(stretch.start().getGaps());
        List<TrackedEvent> events = new ArrayList<>();
        long index = token.getIndex();
        for (Row row : stretch.rows()) {
            index = row.pass(index, gaps);
            events.add(new TrackedEvent(row.event, GapAwareTrackingToken.newInstance(index, gaps)));
        }
        return events;
    }

    private List<Row> page(Set<Long> gaps, long index, int limit) {
        return jdbc.sql(PAGE)
                .params(gaps.toArray(Long[]::new), index, limit)
                .query((row, nr) -> new Row(StoredEvent.of(row), StoredEvent.instant(row, "read_at")))
                .list();
    }

    /** A gap so that neither it nor a lower one can be filled any more, or -1; looks for it where there are many. */
    private long settledGap(NavigableSet<Long> gaps) {
        List<Long> ascending = List.copyOf(gaps);
        long settled = -1;
        for (int count = MANY_GAPS; count <= ascending.size(); count *= 2) {
            long gap = ascending.get(count - 1);
            if (!isSettled(gap)) {
                break;
            }
            settled = gap;
        }
        return settled;
    }

    private boolean isSettled(long gap) {
        return jdbc.sql(IS_SETTLED).params(SETTLED.toSeconds(), gap).query(Boolean.class).optional().orElse(false);
    }

    /** @param readAt the store's clock when the page was read */
    record Row(StoredEvent event, Instant readAt) {

        /** What a reader at {@code index} with {@code gaps} has come up to behind this; its gaps are changed. */
        private long pass(long index, NavigableSet<Long> gaps) {
            long here = event.globalIndex();
            gaps.remove(here);
            if (isSettled()) {
                gaps.headSet(here).clear();
            } else {
                LongStream.range(index + 1, here).forEach(gaps::add);
            }
            return Math.max(index, here);
        }

        /** Whether every transaction that took a lower index was over before the page was read. */
        boolean isSettled() {
            return event.recordedAt().isBefore(readAt.minus(SETTLED));
        }
    }
}
