package org.mediaplanner.sagas.temporal;

import io.micrometer.observation.ObservationRegistry;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Works at Temporal's bidding while Temporal answers. A watch looks twice a second: workers begin when the server is
 * first there, stop asking while it is away, and ask again at once when it is back; left alone, they would wait up to
 * a minute.
 */
@Component
public final class TemporalWorkers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TemporalWorkers.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final long PROBE_SECONDS = 2;
    private static final Duration LAST_WORK = Duration.ofSeconds(20);
    /** Ends after the processors, which ask for work, and before the connections that work needs. */
    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 100;

    private final WorkflowServiceStubs stubs;
    private final WorkflowClient client;
    private final TemporalProperties temporal;
    private final List<TemporalWork> work;
    private final ObservationRegistry observations;
    private volatile boolean reachable;
    private volatile @Nullable Thread watch;
    private @Nullable WorkerFactory factory;

    TemporalWorkers(WorkflowServiceStubs stubs, WorkflowClient client, TemporalProperties temporal,
            List<TemporalWork> work, ObjectProvider<ObservationRegistry> observed) {
        this.stubs = stubs;
        this.client = client;
        this.temporal = temporal;
        this.work = work;
        this.observations = observed.getIfAvailable(() -> ObservationRegistry.NOOP);
    }

    /** Whether Temporal answered when it was last asked, a second ago at most. */
    public boolean isReachable() {
        return reachable;
    }

    @Override
    public void start() {
        Thread unstarted = Thread.ofVirtual().name("temporal-watch").unstarted(this::watch);
        watch = unstarted;
        unstarted.start();
    }

    @Override
    public void stop() {
        Thread running = watch;
        watch = null;
        reachable = false;
        if (running == null) {
            return;
        }
        try {
            running.join(LAST_WORK);
            WorkerFactory working = factory;
            if (working != null) {
                working.shutdown();
                working.awaitTermination(LAST_WORK.toSeconds(), TimeUnit.SECONDS);
                factory = null;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return watch != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void watch() {
        while (isRunning()) {
            boolean answers = answers();
            if (answers != reachable) {
                LOG.info("Temporal at {} {}", temporal.target(), answers ? "answers" : "is away; work waits for it");
            }
            try {
                follow(answers);
                reachable = answers;
                Thread.sleep(PAUSE);
            } catch (InterruptedException interrupted) {
                return;
            } catch (RuntimeException fault) {
                LOG.debug("The workers cannot begin yet", fault);
                reachable = false;
            }
        }
    }

    private boolean answers() {
        try {
            stubs.blockingStub().withDeadlineAfter(PROBE_SECONDS, TimeUnit.SECONDS)
                    .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
            return true;
        } catch (RuntimeException away) {
            return false;
        }
    }

    private void follow(boolean answers) {
        WorkerFactory working = factory;
        if (working == null) {
            if (answers) {
                WorkerFactory begun = workers();
                begun.start();
                factory = begun;
            }
        } else if (answers && !reachable) {
            working.resumePolling();
        } else if (!answers && reachable) {
            working.suspendPolling();
        }
    }

    private WorkerFactory workers() {
        WorkerFactory made = WorkerFactory.newInstance(client, WorkerFactoryOptions.newBuilder()
                .setUsingVirtualWorkflowThreads(true).setWorkerInterceptors(new ObservedActivities(observations))
                .build());
        for (TemporalWork one : work) {
            WorkerOptions.Builder options = WorkerOptions.newBuilder().setUsingVirtualThreads(true)
                    .setMaxConcurrentActivityExecutionSize(one.atOnce())
                    // What is said less often than this tells less often, too, that it is to end.
                    .setMaxHeartbeatThrottleInterval(HEARTBEAT);
            if (!temporal.sticky()) {
                options.setStickyQueueScheduleToStartTimeout(Duration.ZERO);
            }
            Worker worker = made.newWorker(one.queue(), options.build());
            worker.registerWorkflowImplementationTypes(one.workflow());
            worker.registerActivitiesImplementations(one.activities().toArray());
        }
        return made;
    }
}
