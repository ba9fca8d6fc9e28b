package org.mediaplanner.gateway.stream;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A {@link StreamFilter} as callers write it. */
public record FilterBody(@Nullable List<String> types, @Nullable String aggregateId, @Nullable String campaignId) {

    /** What {@code body} says; everything where there is none. */
    public static StreamFilter read(@Nullable FilterBody body) {
        return body == null
                ? StreamFilter.ALL
                : new StreamFilter(body.types == null ? Set.of() : Set.copyOf(body.types), body.aggregateId,
                        body.campaignId);
    }
}
