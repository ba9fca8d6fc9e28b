package org.mediaplanner.queries.reading;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.queries.Queries;
import org.mediaplanner.queries.Query;
import org.mediaplanner.queries.RememberedQuery;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds the handler of a question, and lets it wait until its read models cover what the caller has seen happen. */
@Component
class QueryDoor implements Queries {

    private final Map<Class<?>, QueryHandler<?, ?>> handlers;
    private final Progress progress;
    private final RememberedAnswers remembered;

    QueryDoor(List<QueryHandlers> handlers, Progress progress, RememberedAnswers remembered) {
        this.handlers = handlers.stream().flatMap(some -> some.handlers().stream())
                .collect(Collectors.toUnmodifiableMap(QueryHandler::query,
                        Function.identity()));
        this.progress = progress;
        this.remembered = remembered;
    }

    @Override
    public <R> Mono<Answer<R>> ask(TenantId tenantId, Query<R> query, @Nullable Long minPosition) {
        QueryHandler<Query<R>, R> handler = handler(query);
        Mono<Boolean> caughtUp = minPosition == null
                ? Mono.just(true)
                : progress.covers(tenantId, handler.reads(), minPosition);
        return caughtUp
                .flatMap(covered -> answer(handler, tenantId, query).map(value -> new Answer<>(value, covered)));
    }

    private <R> Mono<R> answer(QueryHandler<Query<R>, R> handler, TenantId tenantId, Query<R> query) {
        return query instanceof RememberedQuery<R> often
                ? remembered.answer(tenantId, often, handler.reads(), () -> handler.answer().apply(tenantId, query))
                : handler.answer().apply(tenantId, query);
    }

    @Override
    public Mono<Boolean> covers(TenantId tenantId, Class<? extends Query<?>> question, long position) {
        return progress.covers(tenantId, handler(question).reads(), position);
    }

    @SuppressWarnings("unchecked") // a handler is found by the class of the questions that it answers
    private <R> QueryHandler<Query<R>, R> handler(Query<R> query) {
        return (QueryHandler<Query<R>, R>) handler(query.getClass());
    }

    private QueryHandler<?, ?> handler(Class<?> question) {
        QueryHandler<?, ?> handler = handlers.get(question);
        if (handler == null) {
            throw new IllegalArgumentException("Nobody answers " + question);
        }
        return handler;
    }
}
