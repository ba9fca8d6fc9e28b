package org.mediaplanner.gateway.websocket;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitResult;

/** Everything that goes to one client: answers to its frames, and its subscriptions in turns. Bounded throughout. */
final class Outbound {

    private static final int ANSWERS = 256;
    private static final int AT_ONCE = 64;
    private static final int AHEAD = 16;

    private final Sinks.Many<ServerFrame> answers = Sinks.many().unicast()
            .onBackpressureBuffer(new ArrayBlockingQueue<>(ANSWERS));
    private final Sinks.Many<Publisher<ServerFrame>> subscriptions = Sinks.many().unicast().onBackpressureBuffer();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong given = new AtomicLong();
    private long givenBefore = -1;

    /** Whether there was room for {@code frame}: a client that asks and asks and never reads has none left. */
    synchronized boolean answer(ServerFrame frame) {
        return answers.tryEmitNext(frame) != EmitResult.FAIL_OVERFLOW;
    }

    synchronized void add(Subscription subscription) {
        subscriptions.tryEmitNext(subscription.frames());
    }

    Flux<ServerFrame> frames() {
        return answers.asFlux().mergeWith(subscriptions.asFlux().flatMap(frames -> frames, AT_ONCE, AHEAD))
                .doOnRequest(more -> asked.updateAndGet(before -> before + more < 0 ? Long.MAX_VALUE : before + more))
                .doOnNext(frame -> given.incrementAndGet());
    }

    /** Whether the client has taken nothing since this was last asked, though there was something to take. */
    boolean stands() {
        long now = given.get();
        boolean stood = now == givenBefore && now >= asked.get();
        givenBefore = now;
        return stood;
    }
}
