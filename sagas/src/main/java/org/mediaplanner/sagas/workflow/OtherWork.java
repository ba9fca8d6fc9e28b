package org.mediaplanner.sagas.workflow;

import java.time.Duration;
import java.util.List;
import org.mediaplanner.commands.workflow.WorkflowCommand.CancelWorkflow;
import org.springframework.stereotype.Component;

/** All work of an organisation but one piece. Calls block. */
@Component
public class OtherWork {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Delegations delegations;
    private final TemporalDoor temporal;
    private final Runs runs;

    OtherWork(Delegations delegations, TemporalDoor temporal, Runs runs) {
        this.delegations = delegations;
        this.temporal = temporal;
        this.runs = runs;
    }

    /**
     * Has everything of the organisation but {@code run} end, and what does not in half a minute be ended.
     *
     * @param alive called now and then
     */
    public void end(RunRef run, Runnable alive) {
        delegations.openBeside(run).forEach(other -> runs.tell(other, new CancelWorkflow(other.workflow())));
        long begin = System.nanoTime();
        List<RunRef> open = delegations.openBeside(run);
        while (!open.isEmpty()) {
            alive.run();
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                open.forEach(this::terminate);
            }
            pause();
            open = delegations.openBeside(run);
        }
    }

    private void terminate(RunRef other) {
        temporal.terminate(other, "The organisation is being deleted");
        runs.cancelled(other);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
