package org.mediaplanner.queries.rebuild;

import static org.springframework.core.NestedExceptionUtils.getMostSpecificCause;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.eventstore.processing.Failures;
import org.mediaplanner.queries.rebuild.Rebuild.Phase;
import org.mediaplanner.queries.rebuild.RebuildTable.LeaseLost;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Drives rebuilds, one at a time on each node: those that were asked for, and those that a node died in. */
@Component
class RebuildRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildRunner.class);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final RebuildTable table;
    private final RebuildSteps steps;
    private final Semaphore awake = new Semaphore(0);
    private volatile @Nullable Thread thread;

    RebuildRunner(RebuildTable table, RebuildSteps steps) {
        this.table = table;
        this.steps = steps;
    }

    /** There is something to do. */
    void wake() {
        awake.release();
    }

    @Override
    public void start() {
        // Known before it runs: it ends itself where it does not find itself running.
        Thread unstarted = Thread.ofVirtual().name("rebuild").unstarted(this::run);
        thread = unstarted;
        unstarted.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            wake();
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

    private void run() {
        try (ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("rebuild-pulse").factory())) {
            while (isRunning()) {
                Optional<Rebuild> taken = take();
                taken.ifPresent(rebuild -> drive(rebuild, pulse));
                if (taken.isEmpty() && awake.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
                    awake.drainPermits();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Rebuild> take() {
        try {
            return table.take();
        } catch (DataAccessException | TransactionException away) {
            LOG.info("Rebuilds cannot be read: {}", getMostSpecificCause(away).getMessage());
            return Optional.empty();
        }
    }

    private void drive(Rebuild rebuild, ScheduledExecutorService pulse) {
        String name = rebuild.projection();
        long period = RebuildTable.LEASE.toMillis() / 3;
        ScheduledFuture<?> alive = pulse.scheduleWithFixedDelay(() -> renew(name), period, period,
                TimeUnit.MILLISECONDS);
        try {
            Phase[] said = {Phase.FAILED};
            steps.drive(rebuild, progress -> {
                if (!isRunning()) {
                    throw new CancellationException("This node stops");
                }
                if (progress.phase() != said[0]) {
                    LOG.info("{} of {}: {}", progress.kind(), name, progress.phase());
                    said[0] = progress.phase();
                }
            });
        } catch (LeaseLost | CancellationException given) {
            LOG.info("{}", given.getMessage());
            pause(name, Duration.ZERO);
        } catch (RuntimeException failure) {
            failed(name, failure);
        } finally {
            alive.cancel(false);
        }
    }

    private void failed(String name, RuntimeException failure) {
        if (Failures.isOfTheEvent(failure) || isUnreadable(failure)) {
            LOG.error("The rebuild of {} failed; the live table stays", name, failure);
            table.fails(name, Failures.describe(failure));
        } else {
            LOG.info("The rebuild of {} goes on in {}: {}", name, PAUSE, getMostSpecificCause(failure).getMessage());
            pause(name, PAUSE);
        }
    }

    private static boolean isUnreadable(@Nullable Throwable failure) {
        return failure != null && (failure instanceof SerializationException || isUnreadable(failure.getCause()));
    }

    private void pause(String name, Duration pause) {
        try {
            table.lease(name, pause);
        } catch (DataAccessException | TransactionException away) {
            LOG.info("The lease of {} runs out by itself: {}", name, getMostSpecificCause(away).getMessage());
        }
    }

    private void renew(String name) {
        try {
            table.lease(name, RebuildTable.LEASE);
        } catch (DataAccessException | TransactionException away) {
            LOG.info("The lease of {} cannot be renewed: {}", name, getMostSpecificCause(away).getMessage());
        }
    }
}
