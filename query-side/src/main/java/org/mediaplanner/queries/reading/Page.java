package org.mediaplanner.queries.reading;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list.
 *
 * @param nextCursor {@code null} at the end
 * @param total of all pages, where it was asked for
 */
public record Page<T>(List<T> items, @Nullable String nextCursor, @Nullable Long total) {

    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(items.stream().<R>map(change).toList(), nextCursor, total);
    }
}
