package org.mediaplanner.sagas.workflow;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** The beginning and the ends that every piece of work has. Runs in workflow code, which Temporal replays. */
public final class RunStory {

    private static final RetryOptions RETRIES = RetryOptions.newBuilder().setInitialInterval(Duration.ofSeconds(1))
            .setMaximumInterval(Duration.ofSeconds(30)).build();
    private static final int ATTEMPTS = 40;
    /** What of a failure is not for the tenant's eyes. */
    private static final String UNEXPECTED = "It could not be done; try again later";

    private final RunReports reports = Workflow.newActivityStub(RunReports.class, brief());

    /** Options of activities that take seconds. */
    public static ActivityOptions brief() {
        return ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(30)).setRetryOptions(RETRIES)
                .build();
    }

    /** Options of activities that take minutes or hours and say every few seconds that they are alive. */
    public static ActivityOptions lengthy() {
        return ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofHours(6))
                .setHeartbeatTimeout(Duration.ofSeconds(15))
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setRetryOptions(RETRIES.toBuilder().setMaximumAttempts(ATTEMPTS).build()).build();
    }

    /** As {@link #lengthy}, for what must not be given up. */
    public static ActivityOptions untilDone() {
        return lengthy().toBuilder().setRetryOptions(RETRIES).build();
    }

    /**
     * Does {@code work}, and tells how it ended.
     *
     * @param cleanUp takes away what was begun, where it ends otherwise than well
     */
    public void tell(RunRef run, Runnable work, Runnable cleanUp) {
        try {
            if (reports.started(run)) {
                work.run();
            }
        } catch (TemporalFailure failure) {
            Workflow.newDetachedCancellationScope(() -> end(run, failure, cleanUp)).run();
            throw failure;
        }
    }

    private void end(RunRef run, TemporalFailure failure, Runnable cleanUp) {
        cleanUp.run();
        if (failure instanceof CanceledFailure || failure.getCause() instanceof CanceledFailure) {
            reports.cancelled(run);
        } else if (failure instanceof ActivityFailure && failure.getCause() instanceof ApplicationFailure reason
                && reason.isNonRetryable()) {
            reports.failed(run, reason.getType(), reason.getOriginalMessage(), false);
        } else {
            reports.failed(run, "unexpected", UNEXPECTED, true);
        }
    }
}
