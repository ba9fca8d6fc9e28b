package org.mediaplanner.sagas.workflow;

import java.util.List;
import org.mediaplanner.events.workflow.WorkflowEvent;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowApproved;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowCancellationRequested;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowCancelled;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowCompleted;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowFailed;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowRejected;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowRequested;
import org.mediaplanner.events.workflow.WorkflowType;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.eventstore.processing.BatchListener;
import org.mediaplanner.sagas.workflow.Delegation.Kind;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Notes, with the processor's token, what Temporal has to be told; the {@link DelegationRunner} tells it. */
@Component
class WhenWorkIsAskedForThenTemporalIsTold implements BatchListener {

    static final String PROCESSOR = "workflow-delegation";

    private final Delegations delegations;
    private final DelegationRunner runner;

    WhenWorkIsAskedForThenTemporalIsTold(Delegations delegations, DelegationRunner runner) {
        this.delegations = delegations;
        this.runner = runner;
    }

    @Override
    public boolean concerns(RecordedEvent<?> recorded) {
        return recorded.event() instanceof WorkflowEvent;
    }

    @Override
    public void handle(List<RecordedEvent<?>> batch) {
        boolean something = false;
        for (RecordedEvent<?> recorded : batch) {
            if (recorded.event() instanceof WorkflowEvent event) {
                note(recorded, event);
                something = true;
            }
        }
        if (something) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

                @Override
                public void afterCommit() {
                    runner.wake();
                }
            });
        }
    }

    private void note(RecordedEvent<?> recorded, WorkflowEvent event) {
        RunRef run = new RunRef(recorded.tenantId().value(), recorded.aggregateId());
        switch (event) {
            case WorkflowRequested e -> {
                add(recorded, run, e.input().type(), Kind.START);
                delegations.open(run, e.input().type(), OpenWorkRunner.EVERY);
            }
            case WorkflowApproved _ -> add(recorded, run, delegations.typeOf(run), Kind.DECISION);
            case WorkflowRejected _ -> {
                add(recorded, run, delegations.typeOf(run), Kind.DECISION);
                delegations.close(run.workflowId());
            }
            case WorkflowCancellationRequested _ -> add(recorded, run, delegations.typeOf(run), Kind.CANCEL);
            case WorkflowCompleted _, WorkflowFailed _, WorkflowCancelled _ -> delegations.close(run.workflowId());
            default -> {
            }
        }
    }

    private void add(RecordedEvent<?> recorded, RunRef run, WorkflowType type, Kind kind) {
        delegations.add(new Delegation(recorded.eventId().toString(), run, type, kind, 0, recorded.traceparent()));
    }
}
