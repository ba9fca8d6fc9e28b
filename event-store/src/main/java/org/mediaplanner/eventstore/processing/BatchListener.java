package org.mediaplanner.eventstore.processing;

import java.util.List;

import org.mediaplanner.eventstore.RecordedEvent;

/** Follows the log of all tenants, many events at a time. */
@FunctionalInterface
public interface BatchListener {

    /**
     * Handles the next events, in the order in which they became readable, at most 1,000. Called in the transaction
     * that stores the processor's token: what is written here over JDBC is there exactly once. An exception rolls
     * both back, and the same events come again; see {@link ProcessorRegistration} for how often.
     */
    void handle(List<RecordedEvent<?>> batch) throws Exception;

    /** Whether {@code event} is of interest. A batch without any may never be handed over; one that has some, whole. */
    default boolean concerns(RecordedEvent<?> event) {
        return true;
    }

    /** Called when the processor begins on this node, or begins again after a failure: it may have run on another one. */
    default void begin() {}
}
