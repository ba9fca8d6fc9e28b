package org.mediaplanner.eventstore.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;

import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.client.ClientEvent.ClientArchived;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.identity.UuidV7;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.testing.TestEvents;
import org.springframework.jdbc.core.simple.JdbcClient;

/** No reader of the log misses an event, in whatever order transactions commit and whatever times messages bear. */
class LogReaderTest {

    private static final GapAwareTrackingToken BEGINNING = GapAwareTrackingToken.newInstance(0, Set.of());
    private static final Duration LONG_SETTLED = LogReader.SETTLED.plusSeconds(10);

    private final Storage storage = new Storage();
    private final LogReader reader = new LogReader(storage.jdbc);

    @Test
    void what_a_slow_transaction_commits_late_is_read_late_and_not_lost() throws Exception {
        SlowAppend slow = new SlowAppend();
        append();
        List<TrackedEvent> first = reader.after(BEGINNING, 10);
        slow.commit();
        List<TrackedEvent> second = reader.after(end(first), 10);

        assertThat(indexes(first)).containsExactly(2L);
        assertThat(indexes(second)).containsExactly(1L);
        assertThat(end(second)).isEqualTo(GapAwareTrackingToken.newInstance(2, Set.of()));
    }

    @Test
    void transactions_that_commit_in_reverse_order_are_all_read() throws Exception {
        SlowAppend one = new SlowAppend();
        SlowAppend two = new SlowAppend();
        SlowAppend three = new SlowAppend();
        List<Long> read = new ArrayList<>();
        GapAwareTrackingToken token = BEGINNING;
        for (SlowAppend next : List.of(three, two, one)) {
            next.commit();
            List<TrackedEvent> page = reader.after(token, 10);
            read.addAll(indexes(page));
            token = end(page);
        }

        assertThat(read).containsExactly(3L, 2L, 1L);
        assertThat(token.getGaps()).isEmpty();
    }

    @Test
    void an_event_with_an_old_time_gives_no_open_transaction_up() throws Exception {
        SlowAppend known = new SlowAppend();
        append();
        GapAwareTrackingToken token = end(reader.after(BEGINNING, 10));
        SlowAppend unknown = new SlowAppend();
        appendOf(Instant.parse("2001-01-01T00:00:00Z"));
        List<TrackedEvent> old = reader.after(token, 10);
        unknown.commit();
        known.commit();

        assertThat(indexes(old)).containsExactly(4L);
        assertThat(indexes(reader.after(end(old), 10))).containsExactly(1L, 3L);
    }

    @Test
    void a_page_that_ends_within_a_burst_keeps_the_gaps_before_it() throws Exception {
        SlowAppend slow = new SlowAppend();
        append();
        append();
        append();
        List<TrackedEvent> page = reader.after(BEGINNING, 2);
        slow.commit();
        List<TrackedEvent> next = reader.after(end(page), 1);

        assertThat(indexes(page)).containsExactly(2L, 3L);
        assertThat(indexes(next)).containsExactly(1L, 4L);
    }

    @Test
    void a_hole_before_an_event_that_the_store_wrote_long_ago_is_empty_for_ever() {
        burn(1);
        insertRecorded(LONG_SETTLED);

        assertThat(end(reader.after(BEGINNING, 10)).getGaps()).isEmpty();
    }

    @Test
    void a_hole_before_a_young_event_stays_asked_for() {
        burn(1);
        insertRecorded(LogReader.SETTLED.minusSeconds(10));

        assertThat(end(reader.after(BEGINNING, 10)).getGaps()).containsExactly(1L);
    }

    @Test
    void a_known_gap_that_fills_in_the_same_page_as_an_old_event_is_still_read() {
        burn(1);
        insertRecorded(LONG_SETTLED);
        GapAwareTrackingToken token = GapAwareTrackingToken.newInstance(1, Set.of());
        assertThat(indexes(reader.after(token, 10))).containsExactly(2L);

        GapAwareTrackingToken before = GapAwareTrackingToken.newInstance(3, Set.of(1L, 2L));
        List<TrackedEvent> page = reader.after(before, 10);
        assertThat(indexes(page)).containsExactly(2L);
        assertThat(end(page).getGaps()).isEmpty();
    }

    @Test
    void many_gaps_of_lost_races_are_given_up_once_they_are_settled() {
        burn(3 * LogReader.MANY_GAPS);
        insertRecorded(LONG_SETTLED);
        append();
        long old = 3 * LogReader.MANY_GAPS + 1L;
        GapAwareTrackingToken live = GapAwareTrackingToken.newInstance(old, LongStream.range(1, old).boxed().toList());

        GapAwareTrackingToken token = end(reader.after(live, 10));

        assertThat(token.getIndex()).isEqualTo(old + 1);
        assertThat(token.getGaps()).hasSizeLessThan(2 * LogReader.MANY_GAPS);
    }

    @Test
    void many_young_gaps_are_all_kept() {
        burn(2 * LogReader.MANY_GAPS);
        append();
        append();
        GapAwareTrackingToken token = end(reader.after(BEGINNING, 1));

        assertThat(end(reader.after(token, 10)).getGaps()).hasSize(2 * LogReader.MANY_GAPS);
    }

    @Test
    void two_readers_with_other_gaps_each_get_what_they_miss() throws Exception {
        SlowAppend slow = new SlowAppend();
        append();
        LogStream missing = stream(end(reader.after(BEGINNING, 10)));
        LogStream complete = stream(GapAwareTrackingToken.newInstance(2, Set.of()));
        assertThat(missing.hasNextAvailable()).isFalse();
        assertThat(complete.hasNextAvailable()).isFalse();
        slow.commit();
        storage.pages.wake();

        assertThat(missing.hasNextAvailable()).isTrue();
        TrackedEventMessage<?> filled = missing.nextAvailable();
        assertThat(filled.getMetaData().get(Place.GLOBAL_INDEX)).isEqualTo(1L);
        assertThat(complete.hasNextAvailable()).isFalse();
    }

    private LogStream stream(GapAwareTrackingToken token) {
        return new LogStream(storage.pages, storage.decoder(), token, event -> true);
    }

    private void append() {
        storage.append(TenantId.next(), new ClientArchived(ClientId.next()));
    }

    private void appendOf(Instant time) {
        ClientArchived event = new ClientArchived(ClientId.next());
        storage.append(List.of(new GenericDomainEventMessage<>("client", event.streamId(), 0, new GenericEventMessage<>(
                UuidV7.next().toString(), event, TestEvents.metadata(TenantId.next()), time), () -> time)));
    }

    /** Takes {@code count} indexes as appends that fail do. */
    private void burn(int count) {
        JdbcClient.create(storage.database.owner()).sql("SELECT nextval('event_store.domain_event_global_index') "
                + "FROM generate_series(1, ?)").param(count).query(Long.class).list();
    }

    private void insertRecorded(Duration ago) {
        JdbcClient.create(storage.database.owner())
                .sql("""
                        INSERT INTO event_store.domain_event (tenant_id, aggregate_id, sequence_number, aggregate_type,
                            event_id, payload_type, payload_revision, payload, metadata, occurred_at, recorded_at)
                        VALUES ('ten_01980e0d-6b1c-7c3e-9f63-0b0d4a5c2e11', ?, 0, 'client', gen_random_uuid(), 'client.archived', 1, '{}', '{}', now(),
                            clock_timestamp() - make_interval(secs => ?))
                        """)
                .params(ClientId.next().value(), ago.toSeconds()).update();
    }

    private static List<Long> indexes(List<TrackedEvent> page) {
        return page.stream().map(event -> event.row().globalIndex()).toList();
    }

    private static GapAwareTrackingToken end(List<TrackedEvent> page) {
        return page.getLast().token();
    }

    /** An append that has taken its index and does not commit until it is told to. */
    private final class SlowAppend {

        private final CountDownLatch mayCommit = new CountDownLatch(1);
        private final CompletableFuture<Void> committed;

        SlowAppend() throws InterruptedException {
            CountDownLatch appended = new CountDownLatch(1);
            committed = CompletableFuture.runAsync(() -> storage.transaction().executeWithoutResult(transaction -> {
                append();
                appended.countDown();
                await(mayCommit);
            }), task -> Thread.ofPlatform().start(task));
            appended.await();
        }

        void commit() {
            mayCommit.countDown();
            committed.join();
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
