package org.mediaplanner.eventstore.processing;

import static org.springframework.core.NestedExceptionUtils.getMostSpecificCause;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;

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

    /** Whether the database could not be reached, or no connection came free: nothing that it was asked for is at fault. */
    static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessResourceFailureException || cause instanceof CannotCreateTransactionException
                    || cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLNonTransientConnectionException) {
                return true;
            }
        }
        return false;
    }

    /** The deepest cause, as an operator or the event's own tenant may read it. */
    public static String describe(Throwable failure) {
        Throwable cause = getMostSpecificCause(failure);
        String text = cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
        return text.replace("\0", "");
    }
}
