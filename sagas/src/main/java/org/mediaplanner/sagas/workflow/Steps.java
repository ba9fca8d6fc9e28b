package org.mediaplanner.sagas.workflow;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far a lengthy step is: Temporal, that it is alive, and people, in percent. Where the work is to end or this
 * node is, telling fails, which ends the step.
 */
public final class Steps {

    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int ALL = 100;
    /** Only who is done says 100. */
    private static final int MOST = 99;

    private final Runs runs;
    private final RunRef run;
    private final ActivityExecutionContext activity;
    private final String step;
    private long told;
    private int percent = -1;

    public Steps(Runs runs, RunRef run, ActivityExecutionContext activity, String step) {
        this.runs = runs;
        this.run = run;
        this.activity = activity;
        this.step = step;
        this.told = System.nanoTime() - PAUSE_NANOS;
    }

    /** {@code done} of {@code total} units are done. Cheap: it tells once a second. */
    public void at(long done, @Nullable Long total) {
        if (System.nanoTime() - told < PAUSE_NANOS) {
            return;
        }
        told = System.nanoTime();
        activity.heartbeat(done);
        int now = total == null || total == 0 ? 0 : (int) Math.min(MOST, done * ALL / total);
        if (now != percent) {
            percent = now;
            runs.progress(run, now, step, done, total);
        }
    }

    /** Says that the step is alive until it is closed, for work that cannot say so itself. */
    public Alive keepAlive() {
        return new Alive(activity);
    }

    /** Says every few seconds that a step is alive. */
    public static final class Alive implements AutoCloseable {

        private static final Duration EVERY = Duration.ofSeconds(3);

        private final Thread thread;

        private Alive(ActivityExecutionContext activity) {
            this.thread = Thread.ofVirtual().name("alive").start(() -> {
                try {
                    for (;;) {
                        Thread.sleep(EVERY);
                        activity.heartbeat(null);
                    }
                } catch (InterruptedException | ActivityCompletionException over) {
                    // Whether the step is to end, it finds out where it can end.
                }
            });
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
