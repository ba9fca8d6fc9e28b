package org.mediaplanner.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/** Callers that each give the next piece of work when the last one is done: a closed loop. */
public final class Load {

    private static final long LONGEST_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int DIGITS = 3;

    private Load() {}

    /** One caller's next piece of work. */
    @FunctionalInterface
    public interface Work {

        void once(int caller) throws Exception;
    }

    /**
     * Lets {@code callers} threads work for {@code time}.
     *
     * @throws IllegalStateException where a piece of work fails: a figure with failures in it is none
     */
    public static Round closed(int callers, Duration time, Work work) {
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        List<Future<Histogram>> loops = new ArrayList<>();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            for (int caller = 0; caller < callers; caller++) {
                int number = caller;
                loops.add(threads.submit(() -> loop(number, end, work)));
            }
        }
        Histogram all = new Histogram(LONGEST_NANOS, DIGITS);
        loops.forEach(loop -> all.add(value(loop)));
        return new Round(all.getTotalCount() * 1e9 / (System.nanoTime() - begin), all);
    }

    private static Histogram loop(int caller, long end, Work work) throws Exception {
        Histogram latencies = new Histogram(LONGEST_NANOS, DIGITS);
        long now = System.nanoTime();
        while (now < end) {
            work.once(caller);
            long after = System.nanoTime();
            latencies.recordValue(Math.min(LONGEST_NANOS, after - now));
            now = after;
        }
        return latencies;
    }

    private static Histogram value(Future<Histogram> loop) {
        try {
            return loop.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("A piece of work failed while it was measured", failed.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
