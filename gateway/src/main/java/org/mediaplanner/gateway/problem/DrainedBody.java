package org.mediaplanner.gateway.problem;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.core.publisher.Sinks;

/**
 * Takes what is left of a body that nobody wants any more, and throws it away. The server would close the connection
 * instead, and a client that is still sending would see that, and never the answer that says why.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class DrainedBody implements WebFilter {

    private static final String ATTRIBUTE = DrainedBody.class.getName();
    /** Who sends more than this after being refused has to live without an answer. */
    private static final long MOST = 64L << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Draining request = new Draining(exchange.getRequest());
        exchange.getAttributes().put(ATTRIBUTE, request);
        return chain.filter(exchange.mutate().request(request).build());
    }

    /** Completes when the client has sent all, or will not be waited for any longer. */
    static Mono<Void> of(ServerWebExchange exchange) {
        Draining request = exchange.getAttribute(ATTRIBUTE);
        return request == null ? Mono.empty() : request.drained().timeout(PATIENCE).onErrorComplete();
    }

    private static final class Draining extends ServerHttpRequestDecorator {

        private final Sinks.Empty<Void> drained = Sinks.empty();
        private volatile @Nullable Drain drain;

        Draining(ServerHttpRequest request) {
            super(request);
        }

        @Override
        public Flux<DataBuffer> getBody() {
            Flux<DataBuffer> body = super.getBody();
            return Flux.create(wanted -> {
                Drain begun = new Drain(wanted, drained);
                drain = begun;
                body.subscribe(begun);
            }, FluxSink.OverflowStrategy.BUFFER);
        }

        /** Not every reader that has failed says that it wants no more: a parser of parts just asks for nothing. */
        private Mono<Void> drained() {
            return Mono.defer(() -> {
                if (drain == null) {
                    Disposable _ = getBody().subscribe(DataBufferUtils.releaseConsumer());
                }
                Drain begun = drain;
                if (begun != null) {
                    begun.throwAway();
                }
                return drained.asMono();
            });
        }
    }

    private static final class Drain extends BaseSubscriber<DataBuffer> {

        private final FluxSink<DataBuffer> wanted;
        private final Sinks.Empty<Void> drained;
        private volatile boolean unwanted;
        private long thrownAway;

        Drain(FluxSink<DataBuffer> wanted, Sinks.Empty<Void> drained) {
            this.wanted = wanted;
            this.drained = drained;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            wanted.onRequest(subscription::request);
            wanted.onCancel(this::throwAway);
        }

        private void throwAway() {
            unwanted = true;
            requestUnbounded();
        }

        @Override
        protected void hookOnNext(DataBuffer buffer) {
            if (!unwanted) {
                wanted.next(buffer);
                return;
            }
            thrownAway += buffer.readableByteCount();
            DataBufferUtils.release(buffer);
            if (thrownAway > MOST) {
                cancel();
            }
        }

        @Override
        protected void hookOnError(Throwable broken) {
            wanted.error(broken);
        }

        @Override
        protected void hookOnComplete() {
            wanted.complete();
        }

        @Override
        protected void hookFinally(SignalType end) {
            drained.tryEmitEmpty();
        }
    }
}
