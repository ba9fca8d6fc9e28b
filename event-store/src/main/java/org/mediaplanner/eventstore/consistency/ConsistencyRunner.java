package org.mediaplanner.eventstore.consistency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.eventstore.processing.Failures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Makes the runs that were asked for, and asks for one a day. */
@Component
public class ConsistencyRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ConsistencyRunner.class);
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration FAREWELL = Duration.ofSeconds(10);
    /** Others have more to do right after a start. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final ConsistencyRuns runs;
    private final List<ConsistencyCheck.Source> sources;
    private final Duration every;
    private final Semaphore awake = new Semaphore(0);
    private volatile @Nullable Thread thread;

    ConsistencyRunner(ConsistencyRuns runs, List<ConsistencyCheck.Source> sources,
            ConsistencyProperties properties) {
        this.runs = runs;
        this.sources = sources;
        this.every = properties.every();
    }

    /** There is one to be made. */
    public void wake() {
        awake.release();
    }

    /**
     * Makes the run that waits, here and now.
     *
     * @param progress told after each check
     * @return empty where another node makes it
     */
    public Optional<ConsistencyRun> runHere(Consumer<Finding> progress) throws InterruptedException {
        Optional<ConsistencyRun> taken = runs.take();
        if (taken.isPresent()) {
            run(taken.get(), progress);
            return runs.find(taken.get().id());
        }
        return taken;
    }

    @Override
    public void start() {
        Thread unstarted = Thread.ofVirtual().name("consistency").unstarted(this::loop);
        thread = unstarted;
        unstarted.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
            try {
                running.join(FAREWELL);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void loop() {
        long begun = System.nanoTime();
        try {
            while (isRunning()) {
                step(every.isPositive() && System.nanoTime() - begun > SETTLED.toNanos());
                if (awake.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
                    awake.drainPermits();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param unasked whether it may be time for one that nobody asked for */
    private void step(boolean unasked) throws InterruptedException {
        try {
            if (unasked) {
                runs.beginDue(every);
            }
            runHere(finding -> LOG.debug("{}", finding)).ifPresent(ConsistencyRunner::report);
        } catch (DataAccessException | TransactionException away) {
            LOG.info("Consistency is checked later: {}", Failures.describe(away));
        }
    }

    private static void report(ConsistencyRun run) {
        switch (run.state()) {
            case FAILED -> LOG.error("Consistency check {}: {} differences", run.id(), run.differences());
            case INCOMPLETE -> LOG.warn("Consistency check {} is incomplete", run.id());
            case PASSED, RUNNING -> LOG.info("Consistency check {}: {}", run.id(), run.state());
        }
    }

    private void run(ConsistencyRun run, Consumer<Finding> progress) throws InterruptedException {
        List<ConsistencyCheck> checks = sources.stream().flatMap(source -> source.checks().stream()).toList();
        long period = ConsistencyRuns.LEASE.toMillis() / 3;
        try (ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("consistency-pulse").factory())) {
            ScheduledFuture<?> alive = pulse.scheduleWithFixedDelay(() -> runs.renew(run.id()), period, period,
                    TimeUnit.MILLISECONDS);
            List<Finding> findings = new ArrayList<>();
            runs.found(run.id(), checks.size(), findings);
            for (ConsistencyCheck check : checks) {
                findings.add(made(check));
                runs.found(run.id(), checks.size(), findings);
                progress.accept(findings.getLast());
            }
            runs.end(run.id());
            alive.cancel(false);
        }
    }

    private static Finding made(ConsistencyCheck check) throws InterruptedException {
        try {
            return check.run();
        } catch (RuntimeException failure) {
            LOG.warn("{} could not be checked", check.name(), failure);
            return Finding.failed(check.name(), Failures.describe(failure));
        }
    }
}
