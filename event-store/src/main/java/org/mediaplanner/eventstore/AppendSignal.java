package org.mediaplanner.eventstore;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Says that something was appended: to those who follow the log on this node, and to whoever tells other nodes. */
@Component
public final class AppendSignal {

    private static final Logger LOG = LoggerFactory.getLogger(AppendSignal.class);

    private final Semaphore reasons = new Semaphore(0);
    private final AtomicBoolean here = new AtomicBoolean();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /**
     * Has {@code listener} told that something which this node appended can be read, once for all that came within a few
     * milliseconds. Called by one thread, which goes on when it returns; what it throws is logged.
     */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** Another node says that it appended something. */
    public void elsewhere() {
        reasons.release();
    }

    /** Something that this node appended can be read. */
    public void here() {
        here.set(true);
        reasons.release();
    }

    /** Waits until there is a reason to look, {@code millis} at most; then tells the listeners, if it is one of theirs. */
    public void await(long millis) throws InterruptedException {
        reasons.tryAcquire(millis, TimeUnit.MILLISECONDS);
        reasons.drainPermits();
        if (here.getAndSet(false)) {
            listeners.forEach(AppendSignal::tell);
        }
    }

    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.warn("It could not be told that something was appended", e);
        }
    }
}
