package org.mediaplanner.gateway.rsocket;

import io.rsocket.ConnectionSetupPayload;
import io.rsocket.RSocket;
import io.rsocket.SocketAcceptor;
import io.rsocket.exceptions.RejectedSetupException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.mediaplanner.events.identity.UuidV7;
import org.mediaplanner.gateway.json.HttpJson;
import org.mediaplanner.gateway.limit.RateLimits;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.problem.Problem;
import org.mediaplanner.gateway.security.AccessTokens;
import org.mediaplanner.gateway.security.Member;
import org.mediaplanner.gateway.stream.Closing;
import org.mediaplanner.gateway.stream.Door;
import org.mediaplanner.gateway.stream.Seats;
import org.mediaplanner.gateway.stream.Seats.Seat;
import org.mediaplanner.gateway.stream.Streams;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Lets in who brings a token at SETUP. */
@Component
final class StreamAcceptor implements SocketAcceptor {

    private final Streams streams;
    private final Seats seats;
    private final RateLimits limits;
    private final AccessTokens tokens;
    private final Closing closing;
    private final HttpJson json;
    private final Clock clock;

    StreamAcceptor(Streams streams, Seats seats, RateLimits limits, AccessTokens tokens, Closing closing, HttpJson json,
            Clock clock) {
        this.streams = streams;
        this.seats = seats;
        this.limits = limits;
        this.tokens = tokens;
        this.closing = closing;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Mono<RSocket> accept(ConnectionSetupPayload setup, RSocket client) {
        return Mono.defer(() -> tokens.verify(token(setup)))
                .flatMap(member -> limits.admit(member).thenReturn(member))
                .map(member -> connection(member, setup.metadataMimeType(), client))
                .onErrorMap(failure -> new RejectedSetupException(problem(failure, "/rsocket")));
    }

    private static String token(ConnectionSetupPayload setup) {
        try {
            return new Metadata(setup.metadataMimeType(), setup.getMetadata()).token().orElseThrow();
        } catch (RuntimeException none) {
            throw new AuthenticationCredentialsNotFoundException("No token was given", none);
        }
    }

    private RSocket connection(Member member, String metadataType, RSocket client) {
        Seat seat = seats.take(member, Door.RSOCKET);
        StreamConnection connection = new StreamConnection(member, metadataType, streams, limits, closing, clock,
                this::problem);
        Mono<Void> gone = client.onClose().onErrorComplete();
        Disposable _ = gone.subscribe(nothing -> {
        }, null, seat::leave);
        // Not left waiting for hours for a client that has gone.
        Disposable _ = connection.expired().takeUntilOther(gone).subscribe(nothing -> {
        }, null, client::dispose);
        return connection;
    }

    /** What went wrong at {@code place}, as the document that HTTP would answer with. */
    private String problem(Throwable failure, String place) {
        return new String(json.write(Problem.of(Fault.behind(failure), place, UuidV7.next().toString())),
                StandardCharsets.UTF_8);
    }
}
