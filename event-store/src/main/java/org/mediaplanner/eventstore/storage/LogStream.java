package org.mediaplanner.eventstore.storage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.eventstore.storage.SharedPages.Following;
import org.mediaplanner.eventstore.storage.SharedPages.Page;

/**
 * The way through the log of one processor of Axon. It gets the events that are of interest, and the last one of each
 * page, whose token says that the others are behind it.
 *
 * <p>Axon's coordinator may ask from two threads at once where its executor has two; an event must not get lost then.
 */
final class LogStream implements TrackingEventStream {

    private final Following log;
    private final EventDecoder decoder;
    private final Predicate<RecordedEvent<?>> interest;
    private final Deque<TrackedEventMessage<?>> ahead = new ArrayDeque<>();
    private final Semaphore reasonToLook = new Semaphore(1);
    private volatile Runnable wakeReader = () -> {
    };
    private GapAwareTrackingToken token;

    LogStream(SharedPages pages, EventDecoder decoder, GapAwareTrackingToken start,
            Predicate<RecordedEvent<?>> interest) {
        this.decoder = decoder;
        this.token = start;
        this.interest = interest;
        this.log = pages.follow(this::wake);
    }

    private void wake() {
        reasonToLook.release();
        wakeReader.run();
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        wakeReader = callback;
        return true;
    }

    @Override
    public synchronized boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        if (ahead.isEmpty() && reasonToLook.tryAcquire(timeout, unit)) {
            reasonToLook.drainPermits();
            log.after(token).ifPresent(this::take);
        }
        return !ahead.isEmpty();
    }

    private void take(Page page) {
        long taken = -1;
        for (Iterator<RecordedEvent<?>> events = page.events().iterator(); events.hasNext();) {
            RecordedEvent<?> event = events.next();
            // Several events may have become of one row by upcasting.
            if (event.globalIndex() != taken && (interest.test(event) || !events.hasNext())) {
                decoder.messages(page.tracked(event)).forEach(ahead::add);
                taken = event.globalIndex();
            }
        }
        token = page.end();
        reasonToLook.release();
    }

    @Override
    public synchronized Optional<TrackedEventMessage<?>> peek() {
        return hasNextAvailable() ? Optional.of(ahead.getFirst()) : Optional.empty();
    }

    @Override
    public synchronized TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        @Nullable
        TrackedEventMessage<?> next = ahead.poll();
        while (next == null) {
            hasNextAvailable(1, TimeUnit.SECONDS);
            next = ahead.poll();
        }
        return next;
    }

    @Override
    public void close() {
        log.close();
    }
}
