package org.mediaplanner.eventstore.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.performance.BatchId;
import org.mediaplanner.events.performance.PerformanceEvent.FxRate;
import org.mediaplanner.events.performance.PerformanceEvent.FxRatesRecorded;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.storage.SharedPages.Following;
import org.mediaplanner.eventstore.storage.SharedPages.Page;
import org.mediaplanner.eventstore.testing.TestEvents;

/** Who goes together reads together, however large the events are and however slow the slowest is. */
class SharedPagesTest {

    private static final int LARGE_EVENTS = 100;
    private static final int RATES = 2_000;
    private static final Duration SLOW = Duration.ofMillis(60);

    private final Storage storage = new Storage();
    private final CountingDataSource counted = new CountingDataSource(storage.dataSource);
    private final SharedPages pages = storage.pages(counted);

    @Test
    void large_events_are_read_once_for_the_quick_and_the_slow() throws Exception {
        TenantId tenant = TenantId.next();
        IntStream.range(0, LARGE_EVENTS).forEach(
                number -> storage.append(List.of(TestEvents.alone(tenant, largeEvent()))));

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> quick = threads.submit(following(Duration.ZERO));
            Future<Integer> slow = threads.submit(following(SLOW));
            Future<Integer> alsoSlow = threads.submit(following(SLOW));

            int read = quick.get();
            assertThat(slow.get()).isEqualTo(read).isEqualTo(alsoSlow.get());
            assertThat(read).as("pages, of which all together are more than is remembered").isGreaterThan(10);
            // Each looks once more, to find nothing.
            assertThat(counted.calls.stream().filter("SELECT"::equals).count()).isBetween((long) read, read + 4L);
        }
    }

    /** Follows from the beginning to the end, and answers how many pages that were. */
    private Callable<Integer> following(Duration each) {
        Following follower = pages.follow(() -> {
        });
        return () -> {
            try (follower) {
                int count = 0;
                GapAwareTrackingToken token = SharedPages.position(null);
                for (Optional<Page> page = follower.after(token); page.isPresent(); page = follower.after(token)) {
                    count++;
                    Thread.sleep(each);
                    token = page.get().end();
                }
                return count;
            }
        };
    }

    /** Nothing in it repeats, so that it is stored nearly as it is. */
    private static FxRatesRecorded largeEvent() {
        return new FxRatesRecorded(BatchId.next(), IntStream.range(0, RATES)
                .mapToObj(day -> new FxRate(Currency.getInstance("USD"), Currency.getInstance("EUR"),
                        LocalDate.EPOCH.plusDays(day), BigDecimal.ONE, BigDecimal.ONE, UUID.randomUUID().toString()))
                .toList());
    }
}
