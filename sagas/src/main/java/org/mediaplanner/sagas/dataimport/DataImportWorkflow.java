package org.mediaplanner.sagas.dataimport;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.mediaplanner.events.workflow.WorkflowInput;
import org.mediaplanner.sagas.workflow.RunRef;

/** Proposes what a file would change, waits for a decision and carries it out. */
@WorkflowInterface
public interface DataImportWorkflow {

    @WorkflowMethod(name = WorkflowInput.DATA_IMPORT)
    void importData(RunRef run);

    /** Somebody has approved or rejected. */
    @SignalMethod(name = "decided")
    void decided();
}
