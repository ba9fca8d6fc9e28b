package org.mediaplanner.eventstore.processing;

import static org.springframework.core.NestedExceptionUtils.getMostSpecificCause;

import java.sql.SQLException;

import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataIntegrityViolationException;

/** Tells a failure that the event itself brings about from one of what the handling stands on. */
public final class Failures {

    private static final String AXON = "org.axonframework.";

    private Failures() {}

    /**
     * Whether the same event would fail again on another day, and others would not: a defect of the fold, or a value
     * that a table refuses. Everything else that comes from the database, from its transactions or from Axon passes,
     * or concerns all events alike.
     */
    public static boolean isOfTheEvent(Throwable failure) {
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

    /** The deepest cause, as an operator or the event's own tenant may read it. */
    public static String describe(Throwable failure) {
        Throwable cause = getMostSpecificCause(failure);
        String text = cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
        return text.replace("\0", "");
    }
}
