package org.mediaplanner.gateway.stream;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.event.EnvelopeBody;
import org.mediaplanner.gateway.event.Position;
import org.mediaplanner.gateway.input.QueryParameters;
import org.mediaplanner.gateway.security.Member;
import org.mediaplanner.gateway.stream.Seats.Seat;
import org.mediaplanner.gateway.stream.Signal.Delivery;
import org.mediaplanner.gateway.stream.Streams.Followed;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Events as they happen, for whoever can read lines: server-sent events. */
@Tag(name = "events")
@RestController
class EventStreamController {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Streams streams;
    private final Seats seats;
    private final Closing closing;
    private final Clock clock;

    EventStreamController(Streams streams, Seats seats, Closing closing, Clock clock) {
        this.streams = streams;
        this.seats = seats;
        this.closing = closing;
        this.clock = clock;
    }

    record Wanted(
            @Parameter(description = "The last position seen, unless Last-Event-ID says it; 0 for the beginning, from now on without", schema = @Schema(type = "integer", minimum = "0")) @Nullable String after,
            @Parameter(description = "Any of these", example = "campaign.launched") List<String> types,
            @Parameter(description = "Whose events") @Nullable String aggregateId) implements QueryParameters {

        StreamFilter filter() {
            return new StreamFilter(Set.copyOf(types), aggregateId, null);
        }
    }

    @Operation(summary = "Follow events", description = "First what was missed behind the position, then what is new, each "
            + "event once and in order. `id` is the position, `event` the type, `data` the envelope; a comment every 15 "
            + "seconds. Ends when the token does: come back with a new one and Last-Event-ID.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/event-stream", schema = @Schema(implementation = EnvelopeBody.class)))
    @GetMapping(path = "/api/v1/events/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> stream(Member member, Wanted wanted,
            @Parameter(description = "The position of the last event seen; what a browser sends by itself") @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @Parameter(hidden = true) ServerWebExchange exchange) {
        Long seen = lastEventId == null || lastEventId.isBlank()
                ? Position.of("after", wanted.after())
                : Position.of("Last-Event-ID", lastEventId.strip());
        // Not to be kept back by a proxy until there is enough of it.
        exchange.getResponse().getHeaders().set("X-Accel-Buffering", "no");
        Mono<Followed> followed = streams.follow(member.tenantId(), EventsTopic.NAME, wanted.filter(), seen);
        if (HttpMethod.HEAD.equals(exchange.getRequest().getMethod())) {
            return followed.flatMapMany(nobodyReads -> Flux.empty());
        }
        return Flux.using(() -> seats.take(member, Door.SSE),
                seat -> followed.flatMapMany(stream -> written(stream, seen == null)), Seat::leave)
                .takeUntilOther(Mono.firstWithSignal(end(member), closing.begun()));
    }

    /** The first block makes headers go out at once; where the client named no place, it tells it the one it is at. */
    private static Flux<ServerSentEvent<String>> written(Followed stream, boolean fromNow) {
        ServerSentEvent.Builder<String> begin = ServerSentEvent.<String>builder().comment("");
        if (fromNow) {
            begin.id(Long.toString(stream.position()));
        }
        Flux<ServerSentEvent<String>> heartbeats = Flux.interval(HEARTBEAT).onBackpressureDrop()
                .map(beat -> ServerSentEvent.<String>builder().comment("").build());
        return Flux.just(begin.build())
                .concatWith(stream.signals().ofType(Delivery.class).map(EventStreamController::event)
                        .mergeWith(heartbeats));
    }

    private static ServerSentEvent<String> event(Delivery delivery) {
        return ServerSentEvent.<String>builder().id(Long.toString(delivery.position())).event(delivery.type())
                .data(delivery.json()).build();
    }

    private Mono<Void> end(Member member) {
        return Mono.delay(Duration.between(clock.instant(), member.expiresAt())).then();
    }
}
