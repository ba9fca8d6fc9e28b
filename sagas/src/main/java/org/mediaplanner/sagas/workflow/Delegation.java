package org.mediaplanner.sagas.workflow;

import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.workflow.WorkflowType;

/**
 * Something that has to be told to Temporal because of an event.
 *
 * @param attempts how often it was tried
 * @param traceparent where in which trace it was asked for, where traces are taken
 */
record Delegation(String eventId, RunRef run, WorkflowType type, Kind kind, int attempts,
        @Nullable String traceparent) {

    enum Kind {
        /** There is work. */
        START,
        /** Somebody has approved or rejected what it proposed. */
        DECISION,
        /** It is to end. */
        CANCEL
    }
}
