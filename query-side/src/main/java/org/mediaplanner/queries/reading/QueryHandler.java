package org.mediaplanner.queries.reading;

import java.util.Set;
import java.util.function.BiFunction;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.queries.Query;
import reactor.core.publisher.Mono;

/**
 * Answers one kind of question.
 *
 * @param query the questions
 * @param reads the projections that the answer is read from
 * @param answer empty where what is asked for does not exist for the tenant
 */
public record QueryHandler<Q extends Query<R>, R>(Class<Q> query, Set<String> reads,
        BiFunction<TenantId, Q, Mono<R>> answer) {

    public static <Q extends Query<R>, R> QueryHandler<Q, R> of(Class<Q> query, Set<String> reads,
            BiFunction<TenantId, Q, Mono<R>> answer) {
        return new QueryHandler<>(query, reads, answer);
    }
}
