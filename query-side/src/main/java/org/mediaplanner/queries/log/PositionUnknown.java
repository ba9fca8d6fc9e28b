package org.mediaplanner.queries.log;

/**
 * Somebody names a position that the log has not reached. It was never given out, or the log was set back to an earlier
 * moment since; to wait until it is reached would be to pass over what stands there by then.
 */
public final class PositionUnknown extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param head the last position there is */
    public PositionUnknown(long head) {
        super("The log has not come so far: its last position is " + head);
    }
}
