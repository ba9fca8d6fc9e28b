package org.mediaplanner.eventstore.processing;

import java.sql.SQLException;

import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataIntegrityViolationException;

/** Tells a failure that the event itself brings about from one of what the handling stands on. */
final class Poison {

    private static final String AXON = "org.axonframework.";

    private Poison() {}

    /**
     * Whether the same event would fail again on another day, and others would not: a defect of the fold, or a value
     * that a table refuses. Everything else that comes from the database, from its transactions or from Axon passes,
     * or concerns all events alike.
     */
    static boolean isIn(Throwable failure) {
        boolean refused = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            refused |= cause instanceof DataIntegrityViolationException;
            boolean ofTheFloor = cause instanceof NestedRuntimeException || cause instanceof SQLException
                    || cause instanceof InterruptedException || cause instanceof Error
                    || cause.getClass().getName().startsWith(AXON);
            if (ofTheFloor && !refused) {
                return false;
            }
        }
        return true;
    }
}
