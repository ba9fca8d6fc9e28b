package org.mediaplanner.sagas.export;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.mediaplanner.events.workflow.WorkflowInput;
import org.mediaplanner.sagas.workflow.RunRef;

/** Writes an export's file. */
@WorkflowInterface
public interface ExportWorkflow {

    @WorkflowMethod(name = WorkflowInput.EXPORT)
    void export(RunRef run);
}
