package org.mediaplanner.sagas.export;

import io.temporal.workflow.Workflow;
import org.mediaplanner.sagas.workflow.RunRef;
import org.mediaplanner.sagas.workflow.RunStory;

/** {@inheritDoc} A file that was not finished is thrown away by whoever wrote it. */
public class WritingExport implements ExportWorkflow {

    private final RunStory story = new RunStory();
    private final ExportActivities work = Workflow.newActivityStub(ExportActivities.class, RunStory.lengthy());

    @Override
    public void export(RunRef run) {
        story.tell(run, () -> work.write(run), () -> {
        });
    }
}
