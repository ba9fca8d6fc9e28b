package org.mediaplanner.gateway.query;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.security.Member;
import org.mediaplanner.queries.Queries;
import org.mediaplanner.queries.Queries.Answer;
import org.mediaplanner.queries.Query;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A request that wants to know something of its organisation's data. */
public final class QueryRequest {

    static final String CAUGHT_UP = "X-Caught-Up";
    static final String NEXT_CURSOR = "X-Next-Cursor";

    private final Queries queries;
    private final ServerWebExchange exchange;
    private final Member member;

    private QueryRequest(Queries queries, ServerWebExchange exchange, Member member) {
        this.queries = queries;
        this.exchange = exchange;
        this.member = member;
    }

    /** What {@code show} makes of the answer; 404 where there is none. */
    public <R, B> Mono<B> ask(Query<R> query, AtLeast atLeast, Function<R, B> show) {
        Long position = atLeast.position();
        return queries.ask(member.tenantId(), query, position)
                .switchIfEmpty(absent(query, position))
                .map(answer -> shown(answer, position, show));
    }

    /** Whoever asks for what is not there yet must be able to tell it from what is not there. */
    private <R, T> Mono<T> absent(Query<R> query, @Nullable Long position) {
        Mono<T> notFound = Mono.error(() -> Fault.notFound().raised());
        if (position == null) {
            return notFound;
        }
        @SuppressWarnings("unchecked") // the class of a question is that of a question
        Class<? extends Query<?>> question = (Class<? extends Query<?>>) query.getClass();
        return Mono.defer(() -> queries.covers(member.tenantId(), question, position))
                .doOnNext(covered -> headers().set(CAUGHT_UP, Boolean.toString(covered)))
                .then(notFound);
    }

    /**
     * As {@link #ask}, for a thing with versions. The tag goes into the answer directly, so that it only ever serves
     * If-Match: a status or a spend can change without a new version, and "not modified" would be wrong.
     */
    public <R, B> Mono<B> askVersioned(Query<R> query, AtLeast atLeast, Function<R, B> show,
            Function<B, Long> version) {
        return ask(query, atLeast, show).doOnNext(
                body -> headers().set(HttpHeaders.ETAG, "\"" + version.apply(body) + "\""));
    }

    private <R, B> B shown(Answer<R> answer, @Nullable Long position, Function<R, B> show) {
        if (position != null) {
            headers().set(CAUGHT_UP, Boolean.toString(answer.caughtUp()));
        }
        B body = show.apply(answer.value());
        if (body instanceof Listed<?> listed && listed.nextCursor() != null) {
            headers().set(NEXT_CURSOR, listed.nextCursor());
        }
        return body;
    }

    private HttpHeaders headers() {
        return exchange.getResponse().getHeaders();
    }

    /** Makes one of the exchange and of who the token says is asking. */
    @Component
    public static final class Resolver implements HandlerMethodArgumentResolver {

        private final Queries queries;

        Resolver(Queries queries) {
            this.queries = queries;
        }

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == QueryRequest.class;
        }

        @Override
        public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext context,
                ServerWebExchange exchange) {
            return Member.of(exchange).map(member -> new QueryRequest(queries, exchange, member));
        }
    }
}
