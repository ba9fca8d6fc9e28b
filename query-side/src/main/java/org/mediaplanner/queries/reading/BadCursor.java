package org.mediaplanner.queries.reading;

/** A cursor that no list of this kind has handed out. */
public final class BadCursor extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadCursor() {
        super("The cursor is not one of this list");
    }
}
