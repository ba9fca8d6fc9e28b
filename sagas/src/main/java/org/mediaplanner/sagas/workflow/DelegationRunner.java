package org.mediaplanner.sagas.workflow;

import java.time.Duration;
import java.util.List;
import org.mediaplanner.sagas.process.DueRunner;
import org.mediaplanner.sagas.temporal.TemporalWorkers;
import org.mediaplanner.sagas.temporal.TraceHeader;
import org.springframework.stereotype.Component;

/** Tells Temporal what it has to be told. While it is away, all of that waits. */
@Component
class DelegationRunner extends DueRunner<Delegation> {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Delegations delegations;
    private final TemporalDoor temporal;
    private final TemporalWorkers workers;
    private final Runs runs;

    DelegationRunner(Delegations delegations, TemporalDoor temporal, TemporalWorkers workers, Runs runs) {
        super("workflow-delegation", LONGEST_PAUSE);
        this.delegations = delegations;
        this.temporal = temporal;
        this.workers = workers;
        this.runs = runs;
    }

    @Override
    protected List<Delegation> takeDue(int limit, Duration lease) {
        return workers.isReachable() ? delegations.takeDue(limit, lease) : List.of();
    }

    @Override
    protected int attempts(Delegation delegation) {
        return delegation.attempts();
    }

    @Override
    protected void postpone(Delegation delegation, String reason, Duration pause) {
        delegations.postpone(delegation, reason, pause);
    }

    @Override
    protected void goOn(Delegation delegation) {
        TraceHeader.during(delegation.traceparent(), () -> tell(delegation));
    }

    private void tell(Delegation delegation) {
        RunRef run = delegation.run();
        switch (delegation.kind()) {
            case START -> temporal.start(run, delegation.type());
            case DECISION -> {
                // Where nobody waits for it, whoever takes the work up reads the decision from the events.
                if (!temporal.signalDecision(run)) {
                    temporal.start(run, delegation.type());
                }
            }
            case CANCEL -> {
                if (!temporal.cancel(run)) {
                    runs.cancelled(run);
                }
            }
        }
        delegations.done(delegation);
    }
}
