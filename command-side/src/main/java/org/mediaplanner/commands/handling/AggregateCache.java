package org.mediaplanner.commands.handling;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.eventstore.AggregateEvents.AggregateRef;
import org.springframework.stereotype.Component;

/**
 * Aggregates as committed events left them, so that only newer events must be read. Whoever takes one from here asks
 * the store for those: another node may have appended since. So nothing has to be invalidated, on whatever node.
 */
@Component
class AggregateCache {

    private final Cache<AggregateRef, Loaded<?>> aggregates;

    AggregateCache(HandlingProperties properties) {
        this.aggregates = Caffeine.newBuilder().maximumSize(properties.rememberedAggregates()).build();
    }

    @Nullable
    Loaded<?> find(AggregateRef aggregate) {
        return aggregates.getIfPresent(aggregate);
    }

    /** Remembers {@code loaded}, unless a newer version is known. */
    void put(AggregateRef aggregate, Loaded<?> loaded) {
        if (loaded.version() > 0) {
            aggregates.asMap().merge(aggregate, loaded,
                    (known, other) -> other.version() > known.version() ? other : known);
        }
    }
}
