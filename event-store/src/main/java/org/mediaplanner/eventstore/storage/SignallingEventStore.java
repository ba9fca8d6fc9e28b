package org.mediaplanner.eventstore.storage;

import java.time.Duration;
import java.util.List;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.eventstore.AppendSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Wakes its readers when there may be something new: a few milliseconds after a commit of this node, as soon as another
 * node says so, and otherwise from time to time.
 *
 * <p>Axon's own streams are not used. An idle pooled processor looks at them twice a second, and those that have
 * caught up share one reader, which asks for the gaps of one of them only: what fills another's gap then waits until
 * something else happens.
 */
final class SignallingEventStore extends EmbeddedEventStore implements SmartLifecycle {

    /** Commits that follow each other more closely are read together. */
    private static final long PAUSE_MILLIS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(SignallingEventStore.class);

    private final SharedPages pages;
    private final AppendSignal signal;
    private final Duration look;
    private volatile @Nullable Thread lookout;

    /** @param look how often to look for what nobody says */
    SignallingEventStore(PostgresEventStorage storage, SharedPages pages, AppendSignal signal, Duration look) {
        super(EmbeddedEventStore.builder().storageEngine(storage));
        this.pages = pages;
        this.signal = signal;
        this.look = look;
    }

    @Override
    public TrackingEventStream openStream(@Nullable TrackingToken token) {
        return pages.stream(token, event -> true);
    }

    @Override
    protected void afterCommit(List<? extends EventMessage<?>> events) {
        if (AppendGroup.current() == null) {
            signal.here();
        }
    }

    @Override
    public void start() {
        Thread thread = Thread.ofPlatform().daemon().name("event-lookout").unstarted(this::lookOut);
        // Before it starts: it runs for as long as this is set.
        lookout = thread;
        thread.start();
    }

    private void lookOut() {
        while (isRunning()) {
            try {
                signal.await(look.toMillis());
                pages.wake();
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("A reader of the log could not be woken", e);
            }
        }
    }

    @Override
    public void stop() {
        Thread thread = lookout;
        lookout = null;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return lookout != null;
    }

    /** Started before the processors and stopped after them. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }
}
