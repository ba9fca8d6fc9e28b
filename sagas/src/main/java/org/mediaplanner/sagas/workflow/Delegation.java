package org.mediaplanner.sagas.workflow;

import org.mediaplanner.events.workflow.WorkflowType;

/**
 * Something that has to be told to Temporal because of an event.
 *
 * @param attempts how often it was tried
 */
record Delegation(String eventId, RunRef run, WorkflowType type, Kind kind, int attempts) {

    enum Kind {
        /** There is work. */
        START,
        /** Somebody has approved or rejected what it proposed. */
        DECISION,
        /** It is to end. */
        CANCEL
    }
}
