package org.mediaplanner.sagas.workflow;

import java.time.Duration;
import java.util.List;
import org.mediaplanner.events.workflow.WorkflowRun;
import org.mediaplanner.sagas.process.DueRunner;
import org.mediaplanner.sagas.temporal.TemporalWorkers;
import org.springframework.stereotype.Component;

/** Looks after open work: where Temporal no longer knows of it, it is begun again from what the events say. */
@Component
class OpenWorkRunner extends DueRunner<OpenWork> {

    /** Long after a workflow that was asked for has begun. */
    static final Duration EVERY = Duration.ofSeconds(10);

    private final Delegations delegations;
    private final TemporalDoor temporal;
    private final TemporalWorkers workers;
    private final Runs runs;

    OpenWorkRunner(Delegations delegations, TemporalDoor temporal, TemporalWorkers workers, Runs runs) {
        super("open-work", EVERY);
        this.delegations = delegations;
        this.temporal = temporal;
        this.workers = workers;
        this.runs = runs;
    }

    @Override
    protected List<OpenWork> takeDue(int limit, Duration lease) {
        return workers.isReachable() ? delegations.takeUnattended(limit, EVERY) : List.of();
    }

    @Override
    protected int attempts(OpenWork work) {
        return work.attempts();
    }

    /** It is due again by itself. */
    @Override
    protected void postpone(OpenWork work, String reason, Duration pause) {}

    @Override
    protected void goOn(OpenWork work) {
        if (temporal.runs(work.run())) {
            return;
        }
        WorkflowRun run = runs.known(work.run());
        if (run.status().hasEnded()) {
            delegations.close(run.id().value());
        } else if (run.cancelling()) {
            runs.cancelled(work.run());
        } else {
            temporal.start(work.run(), work.type());
        }
    }
}
