package org.mediaplanner.queries;

import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.tenant.TenantId;
import reactor.core.publisher.Mono;

/** The one door to the read models. Every answer holds rows of the asking tenant only. */
public interface Queries {

    /**
     * Answers {@code query} for {@code tenantId}.
     *
     * @param minPosition an event of the store that the answer must cover; waits for it, at most two seconds
     * @return empty where the thing asked for does not exist for this tenant
     */
    <R> Mono<Answer<R>> ask(TenantId tenantId, Query<R> query, @Nullable Long minPosition);

    /** Whether answers to such questions cover the event at {@code position}; waits for it, at most two seconds. */
    Mono<Boolean> covers(TenantId tenantId, Class<? extends Query<?>> question, long position);

    /** @param caughtUp false when {@code minPosition} was not reached in time */
    record Answer<R>(R value, boolean caughtUp) {}
}
