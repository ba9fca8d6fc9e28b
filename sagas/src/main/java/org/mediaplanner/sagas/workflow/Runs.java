package org.mediaplanner.sagas.workflow;

import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Commands;
import org.mediaplanner.commands.workflow.WorkflowCommand;
import org.mediaplanner.commands.workflow.WorkflowCommand.ConfirmCancellation;
import org.mediaplanner.commands.workflow.WorkflowCommand.FailWorkflow;
import org.mediaplanner.commands.workflow.WorkflowCommand.ReportProgress;
import org.mediaplanner.commands.workflow.WorkflowCommand.StartWorkflow;
import org.mediaplanner.events.ActorType;
import org.mediaplanner.events.workflow.WorkflowEvent;
import org.mediaplanner.events.workflow.WorkflowEvent.Failure;
import org.mediaplanner.events.workflow.WorkflowEvent.Progress;
import org.mediaplanner.events.workflow.WorkflowRun;
import org.mediaplanner.eventstore.EventLog;
import org.mediaplanner.eventstore.RecordedEvent;
import org.springframework.stereotype.Component;

/** What is known of pieces of work, and how it becomes known what came of them. Calls block. */
@Component
public class Runs implements RunReports {

    private static final String ACTOR = "workflow";

    private final EventLog log;
    private final Commands commands;

    Runs(EventLog log, Commands commands) {
        this.log = log;
        this.commands = commands;
    }

    /** What the events say of {@code ref}. */
    public WorkflowRun known(RunRef ref) {
        @Nullable
        WorkflowRun run = null;
        List<RecordedEvent<?>> events = log.ofAggregate(ref.tenant(), ref.workflowId());
        for (RecordedEvent<?> recorded : events) {
            run = WorkflowRun.evolve(run, (WorkflowEvent) recorded.event());
        }
        if (run == null) {
            throw ApplicationFailure.newNonRetryableFailure("There is no such work", "unknown-workflow");
        }
        return run;
    }

    /** Tells {@code command} of the work that it names. */
    public WorkflowRun tell(RunRef ref, WorkflowCommand command) {
        return commands.send(caller(ref), command).result().state();
    }

    /** How far {@code ref} is. */
    public void progress(RunRef ref, int percent, String step, long done, @Nullable Long total) {
        tell(ref, new ReportProgress(ref.workflow(), new Progress(percent, step, done, total, new TreeMap<>())));
    }

    @Override
    public boolean started(RunRef ref) {
        return !tell(ref, new StartWorkflow(ref.workflow())).status().hasEnded();
    }

    @Override
    public void failed(RunRef ref, String code, String message, boolean retryable) {
        tell(ref, new FailWorkflow(ref.workflow(), new Failure(code, message, retryable)));
    }

    @Override
    public void cancelled(RunRef ref) {
        tell(ref, new ConfirmCancellation(ref.workflow()));
    }

    /** Whoever does the work, for the tenant whose it is. */
    public static Caller caller(RunRef ref) {
        return new Caller(ref.tenant(), ActorType.SERVICE, ACTOR, ref.workflowId(), null);
    }
}
