package org.mediaplanner.eventstore.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.axonframework.eventhandling.TrackingEventStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.client.ClientEvent.ClientArchived;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.AppendSignal;
import org.mediaplanner.eventstore.testing.TestEvents;

class SignallingEventStoreTest {

    private final Storage storage = new Storage();
    private final AppendSignal signal = new AppendSignal();
    private final SignallingEventStore store = new SignallingEventStore(storage.events, storage.pages, signal,
            Duration.ofMillis(250));

    @AfterEach
    void stop() {
        store.stop();
    }

    @Test
    void a_commit_wakes_every_reader_at_each_start_of_the_store() throws Exception {
        for (int i = 0; i < 200; i++) {
            CountDownLatch woken = new CountDownLatch(2);
            try (TrackingEventStream one = store.openStream(null); TrackingEventStream two = store.openStream(null)) {
                one.setOnAvailableCallback(woken::countDown);
                two.setOnAvailableCallback(woken::countDown);
                store.start();
                store.afterCommit(List.of());

                assertThat(woken.await(5, TimeUnit.SECONDS)).as("Start %d", i).isTrue();
            }
            store.stop();
        }
    }

    @Test
    void what_another_node_appends_is_found_without_being_told() throws Exception {
        store.start();
        try (TrackingEventStream stream = store.openStream(null)) {
            assertThat(stream.hasNextAvailable()).isFalse();
            storage.append(TenantId.next(), new ClientArchived(ClientId.next()));

            assertThat(stream.hasNextAvailable(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void what_another_node_says_that_it_appended_is_looked_for_at_once() throws Exception {
        SignallingEventStore patient = new SignallingEventStore(storage.events, storage.pages, signal,
                Duration.ofHours(1));
        patient.start();
        try (TrackingEventStream stream = patient.openStream(null)) {
            Thread.sleep(50);
            assertThat(stream.hasNextAvailable()).isFalse();
            storage.append(TenantId.next(), new ClientArchived(ClientId.next()));
            signal.elsewhere();

            assertThat(stream.hasNextAvailable(5, TimeUnit.SECONDS)).isTrue();
        } finally {
            patient.stop();
        }
    }

    @Test
    void others_are_told_of_what_this_node_appends_and_of_nothing_else() throws Exception {
        Semaphore told = new Semaphore(0);
        signal.listen(() -> {
            throw new IllegalStateException("Redis is away");
        });
        signal.listen(told::release);
        store.start();
        signal.elsewhere();
        assertThat(told.tryAcquire(600, TimeUnit.MILLISECONDS)).isFalse();
        store.afterCommit(List.of());
        assertThat(told.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_reader_that_cannot_be_woken_keeps_no_other_from_it() throws Exception {
        Semaphore woken = new Semaphore(0);
        try (TrackingEventStream broken = store.openStream(null); TrackingEventStream other = store.openStream(null)) {
            broken.setOnAvailableCallback(() -> {
                throw new IllegalStateException("Closed");
            });
            store.start();
            store.afterCommit(List.of());
            other.setOnAvailableCallback(woken::release);
            broken.setOnAvailableCallback(woken::release);

            assertThat(woken.tryAcquire(3, 5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void an_idle_reader_asks_the_database_only_when_it_was_woken() throws Exception {
        CountingDataSource database = new CountingDataSource(storage.dataSource);
        SharedPages pages = storage.pages(database);
        TrackingEventStream stream = pages.stream(null, event -> true);
        for (int i = 0; i < 3; i++) {
            assertThat(stream.hasNextAvailable()).isFalse();
        }
        assertThat(database.calls).hasSize(1);

        storage.append(TestEvents.from(1, TenantId.next(), new ClientArchived(ClientId.next())));
        pages.wake();
        assertThat(stream.hasNextAvailable()).isTrue();
        assertThat(database.calls).hasSize(2);
    }
}
