package org.mediaplanner.queries.reading;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list.
 *
 * @param limit 1 to {@value #LARGEST}
 * @param cursor of the page before; {@code null} for the first
 * @param count whether to tell how many there are in all
 */
public record PageRequest(int limit, @Nullable String cursor, boolean count) {

    public static final int LARGEST = 500;

    public PageRequest {
        if (limit < 1 || limit > LARGEST) {
            throw new IllegalArgumentException("A page has 1 to " + LARGEST + " items");
        }
    }

    /** The first page of {@code limit} items. */
    public static PageRequest first(int limit) {
        return new PageRequest(limit, null, false);
    }
}
