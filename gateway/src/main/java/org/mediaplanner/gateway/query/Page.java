package org.mediaplanner.gateway.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A page of a list. */
public record Page<T>(List<T> items,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(description = "Where the next page begins; null at the end") @Nullable String nextCursor,
        @Schema(description = "How many there are on all pages, if asked for with count=true") @Nullable Long total)
        implements Listed<T> {

    /** The page that {@code page} is, as callers see its items. */
    public static <V, T> Page<T> of(org.mediaplanner.queries.reading.Page<V> page, Function<V, T> show) {
        return new Page<>(page.items().stream().map(show).toList(), page.nextCursor(), page.total());
    }
}
