package org.mediaplanner.sagas.dataimport;

import io.temporal.workflow.Workflow;
import org.mediaplanner.sagas.dataimport.DataImportActivities.Next;
import org.mediaplanner.sagas.workflow.RunRef;
import org.mediaplanner.sagas.workflow.RunStory;

/** {@inheritDoc} The decision itself stands in the events; the signal only says that it is time to look. */
public class ProposingImport implements DataImportWorkflow {

    private final RunStory story = new RunStory();
    private final DataImportActivities work = Workflow.newActivityStub(DataImportActivities.class, RunStory.lengthy());
    private boolean decided;

    @Override
    public void importData(RunRef run) {
        story.tell(run, () -> carryOut(run), () -> {
        });
    }

    private void carryOut(RunRef run) {
        Next next = work.propose(run);
        while (next != Next.NOTHING) {
            if (next == Next.WAIT) {
                Workflow.await(() -> decided);
                decided = false;
            }
            next = work.apply(run);
        }
    }

    @Override
    public void decided() {
        decided = true;
    }
}
