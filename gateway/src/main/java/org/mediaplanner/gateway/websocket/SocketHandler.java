package org.mediaplanner.gateway.websocket;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.mediaplanner.gateway.json.HttpJson;
import org.mediaplanner.gateway.limit.RateLimits;
import org.mediaplanner.gateway.security.Doorkeeper;
import org.mediaplanner.gateway.security.SecurityTrail;
import org.mediaplanner.gateway.stream.Closing;
import org.mediaplanner.gateway.stream.Seats;
import org.mediaplanner.gateway.stream.StreamMeters;
import org.mediaplanner.gateway.stream.Streams;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Mono;

/** Opens a {@link Conversation} for each connection, and ends it with a reason. */
final class SocketHandler implements WebSocketHandler {

    /** For what is still on its way when a connection is ended; who does not read does not hold it up. */
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Streams streams;
    private final Seats seats;
    private final RateLimits limits;
    private final Doorkeeper doorkeeper;
    private final Closing closing;
    private final HttpJson json;
    private final Clock clock;
    private final Patience patience;
    private final StreamMeters meters;

    SocketHandler(Streams streams, Seats seats, RateLimits limits, Doorkeeper doorkeeper, Closing closing,
            HttpJson json, Clock clock, Patience patience, StreamMeters meters) {
        this.streams = streams;
        this.seats = seats;
        this.limits = limits;
        this.doorkeeper = doorkeeper;
        this.closing = closing;
        this.json = json;
        this.clock = clock;
        this.patience = patience;
        this.meters = meters;
    }

    @Override
    public Mono<Void> handle(WebSocketSession session) {
        return Mono.using(() -> new Conversation(streams, seats, limits, doorkeeper, clock, patience, meters,
                SecurityTrail.address(session.getHandshakeInfo().getRemoteAddress())), conversation -> {
                    Mono<Void> inbound = session.receive()
                            .filter(message -> message.getType() == WebSocketMessage.Type.TEXT)
                            .map(WebSocketMessage::getPayloadAsText).concatMap(conversation::received).then();
                    Mono<Void> sent = session.send(conversation.frames().takeUntilOther(conversation.end())
                            .map(frame -> session.textMessage(new String(json.write(frame), StandardCharsets.UTF_8))));
                    Mono<Void> outbound = Mono.firstWithSignal(sent, conversation.end().delayElement(FAREWELL).then())
                            .then(conversation.end()).flatMap(code -> session.close(code.status()));
                    Mono<Void> restart = closing.begun().doOnSuccess(now -> conversation.end(CloseCode.RESTART));
                    return Mono.firstWithSignal(inbound, outbound, restart.then(Mono.never()));
                }, Conversation::ended);
    }
}
