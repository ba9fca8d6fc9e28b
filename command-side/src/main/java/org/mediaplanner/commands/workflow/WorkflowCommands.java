package org.mediaplanner.commands.workflow;

import java.util.Optional;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.handling.Aggregates;
import org.mediaplanner.commands.handling.CommandFamily;
import org.mediaplanner.commands.handling.Loaded;
import org.mediaplanner.events.workflow.WorkflowEvent;
import org.mediaplanner.events.workflow.WorkflowRun;
import org.springframework.stereotype.Component;

/** Carries out what is asked of, and told about, pieces of long-running work. */
@Component
public class WorkflowCommands implements CommandFamily<WorkflowCommand> {

    private static final String KIND = "workflow";

    private final Aggregates aggregates;

    WorkflowCommands(Aggregates aggregates) {
        this.aggregates = aggregates;
    }

    @Override
    public Class<WorkflowCommand> commands() {
        return WorkflowCommand.class;
    }

    @Override
    public Object handle(WorkflowCommand command, Caller caller) {
        Loaded<WorkflowRun> run = aggregates.load(command.workflowId().value(), WorkflowEvent.class,
                WorkflowRun::evolve);
        return aggregates.append(KIND, run, WorkflowDecider.decide(run.state(), command), WorkflowRun::evolve, caller)
                .versioned();
    }

    @Override
    public Optional<String> onlyAggregate(WorkflowCommand command) {
        return Optional.of(command.workflowId().value());
    }
}
