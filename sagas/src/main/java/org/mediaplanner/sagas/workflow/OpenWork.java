package org.mediaplanner.sagas.workflow;

import org.mediaplanner.events.workflow.WorkflowType;

/** Work that was handed over and has not ended. */
record OpenWork(RunRef run, WorkflowType type, int attempts) {}
