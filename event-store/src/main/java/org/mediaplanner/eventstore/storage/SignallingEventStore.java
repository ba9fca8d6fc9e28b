package org.mediaplanner.eventstore.storage;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;

import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tells processors that there is something new. Axon's own store lets an idle pooled processor look twice a second;
 * here one thread follows the log's end and wakes all that read it, so that an event of this node is handled within
 * milliseconds and one of another node after {@value #FETCH_DELAY_MILLIS} ms at most.
 */
final class SignallingEventStore extends EmbeddedEventStore implements SmartLifecycle {

    static final long FETCH_DELAY_MILLIS = 250;

    private static final Logger LOG = LoggerFactory.getLogger(SignallingEventStore.class);

    private final Set<Runnable> wakeUps = new CopyOnWriteArraySet<>();
    private volatile @Nullable Thread lookout;

    SignallingEventStore(PostgresEventStorage storage) {
        super(EmbeddedEventStore.builder().storageEngine(storage).fetchDelay(FETCH_DELAY_MILLIS));
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken token) {
        return new SignallingStream(super.openStream(token));
    }

    @Override
    public void start() {
        lookout = Thread.ofPlatform().daemon().name("event-lookout").start(this::lookOut);
    }

    private void lookOut() {
        while (isRunning()) {
            try (TrackingEventStream end = super.openStream(createHeadToken())) {
                while (isRunning()) {
                    if (end.hasNextAvailable(1, TimeUnit.SECONDS)) {
                        skipWhatIsThere(end);
                        wakeUps.forEach(Runnable::run);
                    }
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("Cannot follow the log at the moment; processors look for themselves", e);
                pause();
            }
        }
    }

    private static void skipWhatIsThere(TrackingEventStream end) throws InterruptedException {
        while (end.hasNextAvailable()) {
            end.nextAvailable();
        }
    }

    private void pause() {
        try {
            Thread.sleep(FETCH_DELAY_MILLIS);
        } catch (InterruptedException e) {
            lookout = null;
        }
    }

    @Override
    public void stop() {
        Thread thread = lookout;
        lookout = null;
        if (thread != null) {
            thread.interrupt();
        }
        shutDown();
    }

    @Override
    public boolean isRunning() {
        return lookout != null;
    }

    /** Before the processors, and stopped after them. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1000;
    }

    /** A stream whose reader is woken instead of looking again and again. */
    private final class SignallingStream implements TrackingEventStream {

        private final TrackingEventStream stream;
        private @Nullable Runnable wakeUp;

        SignallingStream(TrackingEventStream stream) {
            this.stream = stream;
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            wakeUp = callback;
            wakeUps.add(callback);
            return true;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return stream.peek();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
            return stream.hasNextAvailable(timeout, unit);
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
            return stream.nextAvailable();
        }

        @Override
        public void close() {
            if (wakeUp != null) {
                wakeUps.remove(wakeUp);
            }
            stream.close();
        }
    }
}
