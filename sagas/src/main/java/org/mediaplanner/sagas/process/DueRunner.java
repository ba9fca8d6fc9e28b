package org.mediaplanner.sagas.process;

import static org.springframework.core.NestedExceptionUtils.getMostSpecificCause;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Drives processes whose state is a row: takes those that are due, which nobody else sees for a while, and goes on with
 * each. What fails is tried again, ever less often, and stays open meanwhile. A step may be taken twice, where a node
 * dies in it, and must count once.
 *
 * @param <T> a process
 */
public abstract class DueRunner<T> implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DueRunner.class);
    private static final int AT_ONCE = 50;
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final int DOUBLINGS = 12;

    private final String name;
    private final Duration longestPause;
    private final Semaphore awake = new Semaphore(0);
    private volatile @Nullable Thread thread;

    /** @param longestPause between two attempts at the same process */
    protected DueRunner(String name, Duration longestPause) {
        this.name = name;
        this.longestPause = longestPause;
    }

    /** Up to {@code limit} processes that are due, for this node alone until {@code lease} is over. */
    protected abstract List<T> takeDue(int limit, Duration lease);

    /** Takes the next step. */
    protected abstract void goOn(T process);

    /** How often the step was tried, this time included. */
    protected abstract int attempts(T process);

    /** The step failed; it is due again after {@code pause}. */
    protected abstract void postpone(T process, String reason, Duration pause);

    /** There is something to do. */
    public final void wake() {
        awake.release();
    }

    @Override
    public final void start() {
        // Known before it runs: it ends itself where it does not find itself running.
        Thread unstarted = Thread.ofVirtual().name(name).unstarted(this::run);
        thread = unstarted;
        unstarted.start();
    }

    @Override
    public final void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            wake();
            try {
                running.join(LEASE);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public final boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (isRunning()) {
            try {
                List<T> due = takeDue(AT_ONCE, LEASE);
                due.forEach(this::attempt);
                if (due.isEmpty() && awake.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
                    awake.drainPermits();
                }
            } catch (InterruptedException interrupted) {
                return;
            } catch (RuntimeException fault) {
                LOG.warn("What is due for {} cannot be read: {}", name, getMostSpecificCause(fault).getMessage());
                pauseAfterFault();
            }
        }
    }

    private void attempt(T process) {
        try {
            goOn(process);
        } catch (RuntimeException fault) {
            Duration pause = pause(attempts(process), longestPause);
            LOG.warn("{} is tried again in {}: {}", process, pause, getMostSpecificCause(fault).toString());
            postpone(process, reason(fault), pause);
        }
    }

    /** For the tenant to read, who is told nothing of the inside of this program. */
    private static String reason(RuntimeException fault) {
        return fault instanceof Refusal ? String.valueOf(fault.getMessage()) : "It could not be done at the moment";
    }

    static Duration pause(int attempts, Duration longest) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(Math.max(0, attempts - 1), DOUBLINGS));
        return pause.compareTo(longest) < 0 ? pause : longest;
    }

    private static void pauseAfterFault() {
        try {
            Thread.sleep(IDLE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
