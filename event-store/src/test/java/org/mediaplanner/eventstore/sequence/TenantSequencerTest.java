package org.mediaplanner.eventstore.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.mediaplanner.events.ActorType;
import org.mediaplanner.events.client.ClientEvent.ClientArchived;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class TenantSequencerTest {

    private static final TestDatabase DATABASE = TestDatabase.withEventStore();

    private final List<Map<TenantId, Long>> told = new CopyOnWriteArrayList<>();
    private final DataSource writer = DATABASE.writer();
    private final TenantSequencer sequencer = new TenantSequencer(new JdbcTemplate(writer), List.of(heads -> {
        throw new IllegalStateException("a listener that fails");
    }, told::add));
    private final JdbcClient jdbc = JdbcClient.create(DATABASE.writer());
    private final TenantId one = TenantId.next();
    private final TenantId other = TenantId.next();
    private final long base = one.hashCode() * 1_000_000L;

    @Test
    void each_tenant_counts_its_own_events_in_the_order_in_which_they_became_readable() {
        handle(event(one, 2), event(other, 3), event(one, 5));
        handle(event(one, 4), event(one, 1));

        assertThat(log(one)).containsExactly(2L, 5L, 4L, 1L);
        assertThat(log(other)).containsExactly(3L);
        assertThat(positions(one)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void who_listens_hears_of_each_tenants_last_position_once_it_is_committed() {
        handle(event(one, 2), event(other, 3), event(one, 5));

        assertThat(told).containsExactly(Map.of(one, 2L, other, 1L));
        assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> handle(event(one, 2)));
        assertThat(told).as("what was rolled back is not told").hasSize(1);
    }

    @Test
    void a_second_sequencer_cannot_give_an_event_another_position() {
        handle(event(one, 1));

        assertThatExceptionOfType(DuplicateKeyException.class).isThrownBy(() -> handle(event(one, 2), event(one, 1)));
        assertThat(log(one)).containsExactly(1L);

        handle(event(one, 2));
        assertThat(positions(one)).containsExactly(1L, 2L);
    }

    @Test
    void two_nodes_that_both_believe_to_be_the_one_leave_no_hole_and_no_double() {
        CyclicBarrier together = new CyclicBarrier(2);
        List<CompletableFuture<Void>> nodes = IntStream.range(0, 2).mapToObj(node -> CompletableFuture.runAsync(() -> {
            for (long index = 1; index <= 50; index++) {
                meet(together);
                try {
                    handle(event(one, index));
                } catch (DuplicateKeyException e) {
                    // the other node was first
                }
            }
        }, task -> Thread.ofPlatform().start(task))).toList();
        nodes.forEach(CompletableFuture::join);

        assertThat(log(one)).containsExactlyElementsOf(LongStream.rangeClosed(1, 50).boxed().toList());
        assertThat(positions(one)).containsExactlyElementsOf(LongStream.rangeClosed(1, 50).boxed().toList());
    }

    @Test
    void a_sequencer_waits_until_the_one_before_it_has_committed() throws Exception {
        CountDownLatch assigned = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        DataSource dataSource = DATABASE.writer();
        JdbcTransactionManager manager = new JdbcTransactionManager(dataSource);
        TenantSequencer slow = new TenantSequencer(new JdbcTemplate(dataSource), List.of());
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> new TransactionTemplate(manager)
                .executeWithoutResult(status -> {
                    slow.handle(List.of(event(one, 1)));
                    assigned.countDown();
                    await(mayCommit);
                }), task -> Thread.ofPlatform().start(task));
        assigned.await();
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> handle(event(one, 2)),
                task -> Thread.ofPlatform().start(task));
        Thread.sleep(100);
        assertThat(second).isNotDone();
        mayCommit.countDown();
        CompletableFuture.allOf(first, second).join();

        assertThat(log(one)).containsExactly(1L, 2L);
    }

    private void handle(RecordedEvent<?>... events) {
        new TransactionTemplate(new JdbcTransactionManager(writer)).executeWithoutResult(status -> sequencer.handle(List
                .of(events)));
    }

    private List<Long> log(TenantId tenant) {
        return jdbc.sql("SELECT global_index FROM event_store.tenant_log WHERE tenant_id = ? ORDER BY position").param(
                tenant.value()).query(Long.class).list().stream().map(index -> index - base).toList();
    }

    private List<Long> positions(TenantId tenant) {
        return jdbc.sql("SELECT position FROM event_store.tenant_log WHERE tenant_id = ? ORDER BY position").param(
                tenant.value()).query(Long.class).list();
    }

    private RecordedEvent<?> event(TenantId tenant, long index) {
        ClientId client = ClientId.next();
        return new RecordedEvent<>(new ClientArchived(client), tenant, base + index, client.value(), 1, UUID
                .randomUUID(), "client.archived", 1, ActorType.USER, "a", "r", null, Instant.EPOCH, Instant.EPOCH,
                null);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
