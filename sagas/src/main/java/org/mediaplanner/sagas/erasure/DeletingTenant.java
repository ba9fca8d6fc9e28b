package org.mediaplanner.sagas.erasure;

import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.mediaplanner.sagas.workflow.RunRef;
import org.mediaplanner.sagas.workflow.RunStory;

/**
 * {@inheritDoc} It never gives up: half of an organisation is nobody's. Read models leave out those whose key is
 * destroyed; a node that does not know yet may write some rows more, so they are removed once again when all know.
 */
public class DeletingTenant implements TenantDeletionWorkflow {

    private final RunStory story = new RunStory();
    private final TenantDeletionActivities work = Workflow.newActivityStub(TenantDeletionActivities.class,
            RunStory.untilDone());

    @Override
    public void delete(RunRef run) {
        story.tell(run, () -> {
            work.endWork(run);
            long noticed = work.destroyKey(run);
            long rows = work.erase(run);
            Workflow.sleep(Duration.ofMillis(noticed));
            work.finish(run, rows + work.erase(run));
        }, () -> {
        });
    }
}
