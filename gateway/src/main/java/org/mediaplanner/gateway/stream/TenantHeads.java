package org.mediaplanner.gateway.stream;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.queries.Queries;
import org.mediaplanner.queries.Queries.Answer;
import org.mediaplanner.queries.log.LogQuery.FindHead;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * How far each tenant's log reaches. All followers of a tenant on this node share one watch, which looks when it is told
 * of something new, and from time to time without being told: a lost notice costs a moment, never an event.
 */
final class TenantHeads {

    /** So that one who leaves and comes back finds the watch still there. */
    private static final Duration LINGER = Duration.ofSeconds(5);

    private final Queries queries;
    private final Function<TenantId, Flux<Long>> notices;
    private final Duration look;
    private final Map<TenantId, Flux<Long>> watched = new ConcurrentHashMap<>();

    /** @param look how often to look without a notice */
    TenantHeads(Queries queries, Function<TenantId, Flux<Long>> notices, Duration look) {
        this.queries = queries;
        this.notices = notices;
        this.look = look;
    }

    /** The last position that is known, then each further one that is found, without end. */
    Flux<Long> of(TenantId tenant) {
        return Flux.defer(() -> watched.computeIfAbsent(tenant, this::watch));
    }

    Mono<Long> now(TenantId tenant) {
        return queries.ask(tenant, new FindHead(), null).map(Answer::value);
    }

    /** Looks that are due while one is under way become one. */
    private Flux<Long> watch(TenantId tenant) {
        return notices.apply(tenant).mergeWith(Flux.interval(Duration.ZERO, look)).onBackpressureLatest()
                .concatMap(due -> now(tenant).onErrorComplete(), 1)
                .distinctUntilChanged()
                .doFinally(end -> watched.remove(tenant))
                .replay(1).refCount(1, LINGER);
    }
}
