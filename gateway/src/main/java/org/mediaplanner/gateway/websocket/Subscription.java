package org.mediaplanner.gateway.websocket;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.stream.Signal;
import org.mediaplanner.gateway.stream.Signal.Delivery;
import org.mediaplanner.gateway.stream.Streams.Followed;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One topic that a client follows. Without credit nothing is read for it, so that nothing has to be kept. */
final class Subscription {

    private final String id;
    private final Followed followed;
    private final AtomicLong granted;
    private final Sinks.Many<Long> grants = Sinks.many().replay().latest();
    private final Sinks.One<Boolean> stopped = Sinks.one();
    private long delivered;
    private volatile long position;

    /** @param credit {@code null} for as much as there is */
    Subscription(String id, Followed followed, @Nullable Long credit) {
        this.id = id;
        this.followed = followed;
        this.granted = new AtomicLong(credit == null ? Long.MAX_VALUE : credit);
        this.position = followed.position();
    }

    void grant(long more) {
        long sum = granted.updateAndGet(before -> before > Long.MAX_VALUE - more ? Long.MAX_VALUE : before + more);
        grants.emitNext(sum, Sinks.EmitFailureHandler.FAIL_FAST);
    }

    void stop() {
        stopped.tryEmitValue(false);
    }

    /** Ends it with a word about where to go on. */
    void pause() {
        stopped.tryEmitValue(true);
    }

    Flux<ServerFrame> frames() {
        Flux<ServerFrame> signals = followed.signals().concatMap(this::whenGranted, 1)
                .doOnNext(signal -> position = signal.position())
                .map(signal -> ServerFrame.of(id, signal))
                .onErrorResume(failure -> Flux.just(ServerFrame.error(id, Fault.behind(failure))));
        Flux<ServerFrame> end = stopped.asMono().filter(Boolean::booleanValue)
                .map(pause -> ServerFrame.paused(id, position)).flux();
        return Flux.just(ServerFrame.subscribed(id, followed.position()))
                .concatWith(signals.takeUntilOther(stopped.asMono())).concatWith(end);
    }

    private Mono<Signal> whenGranted(Signal signal) {
        if (!(signal instanceof Delivery)) {
            return Mono.just(signal);
        }
        delivered++;
        long nth = delivered;
        return granted.get() >= nth
                ? Mono.just(signal)
                : grants.asFlux().filter(sum -> sum >= nth).next().thenReturn(signal);
    }
}
