package org.mediaplanner.gateway.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer that is a list, whatever stands beside it; it can be had as CSV. */
public interface Listed<T> {

    List<T> items();

    /** Where the next page begins, {@code null} at the end. */
    default @Nullable String nextCursor() {
        return null;
    }
}
