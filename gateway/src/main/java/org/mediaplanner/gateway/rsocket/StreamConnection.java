package org.mediaplanner.gateway.rsocket;

import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.exceptions.ApplicationErrorException;
import io.rsocket.util.DefaultPayload;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.input.JsonBodies;
import org.mediaplanner.gateway.limit.RateLimits;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.security.Doorkeeper;
import org.mediaplanner.gateway.security.Member;
import org.mediaplanner.gateway.security.Rights;
import org.mediaplanner.gateway.stream.Closing;
import org.mediaplanner.gateway.stream.FilterBody;
import org.mediaplanner.gateway.stream.Signal.Delivery;
import org.mediaplanner.gateway.stream.StreamFilter;
import org.mediaplanner.gateway.stream.Streams;
import org.mediaplanner.gateway.stream.Streams.Followed;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.CredentialsExpiredException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One member's connection. What is asked for by request-stream comes as fast as it is requested, and no faster. */
final class StreamConnection implements RSocket {

    static final int MOST_STREAMS = 20;

    /** After the token ends: for the streams to say so before the connection goes. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Member member;
    private final String metadataType;
    private final Streams streams;
    private final RateLimits limits;
    private final Closing closing;
    private final Doorkeeper doorkeeper;
    private final BiFunction<Throwable, String, String> problems;
    private final AtomicInteger open = new AtomicInteger();

    StreamConnection(Member member, String metadataType, Streams streams, RateLimits limits, Closing closing,
            Doorkeeper doorkeeper, BiFunction<Throwable, String, String> problems) {
        this.member = member;
        this.metadataType = metadataType;
        this.streams = streams;
        this.limits = limits;
        this.closing = closing;
        this.doorkeeper = doorkeeper;
        this.problems = problems;
    }

    /** What is asked for: {@code after} as everywhere, 0 for the beginning and nothing for now. */
    record Wanted(@Nullable Long after, @Nullable FilterBody filter) {}

    /** When the connection has outlived its token, or what its holder may do. */
    Mono<Void> expired() {
        return over().then(Mono.delay(FAREWELL)).then();
    }

    private Mono<Void> over() {
        return Mono.firstWithSignal(doorkeeper.expires(member), doorkeeper.losesStanding(member));
    }

    @Override
    public Flux<Payload> requestStream(Payload request) {
        String topic = topic(request);
        byte[] body = bytes(request.getData());
        request.release();
        Mono<Void> expiry = over().then(Mono.error(() -> new CredentialsExpiredException("The token has ended")));
        return Flux
                .using(this::enter, entered -> limits.admit(member).thenMany(Flux.defer(() -> follow(topic, body))),
                        entered -> open.decrementAndGet())
                .map(delivery -> DefaultPayload.create(delivery.json()))
                .takeUntilOther(Mono.firstWithSignal(expiry, closing.begun()))
                .onErrorMap(failure -> new ApplicationErrorException(problems.apply(failure, "/rsocket/" + topic)));
    }

    private Flux<Delivery> follow(String topic, byte[] body) {
        Wanted wanted = (Wanted) JsonBodies.read(body, Wanted.class);
        Long after = wanted == null ? null : wanted.after();
        Rights.requireFollowing(member, topic);
        StreamFilter filter = FilterBody.read(wanted == null ? null : wanted.filter());
        return streams.follow(member.tenantId(), topic, filter, after).flatMapMany(Followed::signals)
                .ofType(Delivery.class);
    }

    private int enter() {
        int entered = open.incrementAndGet();
        if (entered > MOST_STREAMS) {
            open.decrementAndGet();
            throw Fault.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-streams",
                    "A connection has at most " + MOST_STREAMS + " streams").raised();
        }
        return entered;
    }

    private String topic(Payload request) {
        try {
            return new Metadata(metadataType, request.getMetadata()).route().orElse("");
        } catch (RuntimeException malformed) {
            return "";
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
