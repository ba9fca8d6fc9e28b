package org.mediaplanner.eventstore.processing;

import java.util.List;

import org.mediaplanner.eventstore.RecordedEvent;

/** Follows the log of all tenants, many events at a time. */
@FunctionalInterface
public interface BatchListener {

    /**
     * Handles the next events, in the order in which they became readable, at most 500. Called in the transaction
     * that stores the processor's token: what is written here over JDBC is there exactly once. An exception rolls
     * both back, and the same events come again; see {@link ProcessorRegistration} for how often.
     */
    void handle(List<RecordedEvent<?>> batch) throws Exception;
}
