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
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * How far each tenant's log is said to reach. All followers of a tenant on this node share one watch, which passes on what
 * it is told, and looks from time to time without being told: a lost notice costs a moment, never an event.
 */
final class TenantHeads {

    /** So that one who leaves and comes back finds the watch still there. */
    private static final Duration LINGER = Duration.ofSeconds(5);

    private final Queries queries;
    private final Function<TenantId, Flux<Long>> notices;
    private final Duration look;
    private final Duration patience;
    private final Runnable repaired;
    private final Map<TenantId, Flux<Long>> watched = new ConcurrentHashMap<>();

    /**
     * @param look how often to look without a notice
     * @param patience how long to wait for an answer
     * @param repaired told of each notice that did not come
     */
    TenantHeads(Queries queries, Function<TenantId, Flux<Long>> notices, Duration look, Duration patience,
            Runnable repaired) {
        this.queries = queries;
        this.notices = notices;
        this.look = look;
        this.patience = patience;
        this.repaired = repaired;
    }

    /** The last position that is known, then each further one that is told or found, without end. */
    Flux<Long> of(TenantId tenant) {
        return Flux.defer(() -> watched.computeIfAbsent(tenant, this::watch));
    }

    Mono<Long> now(TenantId tenant) {
        return queries.ask(tenant, new FindHead(), null).map(Answer::value);
    }

    /**
     * Looks that are due while one is under way become one, and one that never ends is given up. What is found is pushed
     * to the followers: one who turns away while it comes keeps nobody waiting. Who tells does not wait for them either.
     */
    private Flux<Long> watch(TenantId tenant) {
        Told told = new Told();
        Sinks.Many<Long> heads = Sinks.many().replay().latest();
        Flux<Long> found = Flux.interval(Duration.ZERO, look).doOnNext(due -> told.look(repaired))
                .onBackpressureLatest().concatMap(due -> now(tenant).timeout(patience).onErrorComplete(), 1)
                .doOnNext(told::find);
        Flux<Long> watch = notices.apply(tenant).publishOn(Schedulers.parallel()).filter(told::hear).mergeWith(found)
                .distinctUntilChanged()
                .doOnNext(head -> heads.emitNext(head, Sinks.EmitFailureHandler.FAIL_FAST))
                .doFinally(end -> watched.remove(tenant))
                .ignoreElements().flux().publish().refCount(1, LINGER);
        return heads.asFlux().takeUntilOther(watch);
    }

    /** What has been found, and what notices have told of it: they are late by as much as a look. */
    private static final class Told {

        private long found = -1;
        private long foundAtLook = -1;
        private long told = -1;
        private long newest = -1;

        /** Whether it is news. */
        synchronized boolean hear(long position) {
            told = Math.max(told, position);
            boolean isNews = position > newest;
            newest = Math.max(newest, position);
            return isNews;
        }

        synchronized void find(long position) {
            if (found < 0) {
                foundAtLook = position;
                told = Math.max(told, position);
            }
            found = position;
            newest = position;
        }

        synchronized void look(Runnable repaired) {
            if (foundAtLook > told) {
                told = foundAtLook;
                repaired.run();
            }
            foundAtLook = found;
        }
    }
}
