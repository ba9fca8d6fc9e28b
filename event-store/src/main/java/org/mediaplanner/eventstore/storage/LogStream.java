package org.mediaplanner.eventstore.storage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.jspecify.annotations.Nullable;

/**
 * One processor's way through the log. It asks the database with the gaps of its own token, and only when it was
 * woken or has more to come: an idle processor that asks three times in a row reads once.
 *
 * <p>Axon's coordinator may ask from two threads at once where its executor has two; an event must not get lost then.
 */
final class LogStream implements TrackingEventStream {

    private final PostgresEventStorage storage;
    private final Consumer<LogStream> onClose;
    private final Deque<TrackedEventMessage<?>> ahead = new ArrayDeque<>();
    private final Semaphore reasonToLook = new Semaphore(1);
    private volatile Runnable wakeReader = () -> {
    };
    private GapAwareTrackingToken token;

    LogStream(PostgresEventStorage storage, GapAwareTrackingToken start, Consumer<LogStream> onClose) {
        this.storage = storage;
        this.token = start;
        this.onClose = onClose;
    }

    /** Something may have become readable. Called by any thread. */
    void wake() {
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
            read();
        }
        return !ahead.isEmpty();
    }

    private void read() {
        LogPage page = storage.page(token);
        ahead.addAll(page.messages());
        token = page.end();
        if (page.full()) {
            reasonToLook.release();
        }
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
        onClose.accept(this);
    }
}
