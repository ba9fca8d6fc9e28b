package org.mediaplanner.eventstore.processing;

import org.mediaplanner.eventstore.RecordedEvent;

/** Follows the log of all tenants, event by event. */
@FunctionalInterface
public interface EventListener {

    /** Handles the next event, in the transaction that stores the processor's token; see {@link BatchListener}. */
    void handle(RecordedEvent<?> event) throws Exception;
}
