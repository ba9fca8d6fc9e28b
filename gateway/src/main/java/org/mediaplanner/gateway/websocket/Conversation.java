package org.mediaplanner.gateway.websocket;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.limit.RateLimits;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.security.Doorkeeper;
import org.mediaplanner.gateway.security.Member;
import org.mediaplanner.gateway.security.Rights;
import org.mediaplanner.gateway.stream.Door;
import org.mediaplanner.gateway.stream.FilterBody;
import org.mediaplanner.gateway.stream.Seats;
import org.mediaplanner.gateway.stream.Seats.Seat;
import org.mediaplanner.gateway.stream.StreamMeters;
import org.mediaplanner.gateway.stream.Streams;
import org.mediaplanner.gateway.websocket.ClientFrame.Authenticate;
import org.mediaplanner.gateway.websocket.ClientFrame.Credit;
import org.mediaplanner.gateway.websocket.ClientFrame.Ping;
import org.mediaplanner.gateway.websocket.ClientFrame.Subscribe;
import org.mediaplanner.gateway.websocket.ClientFrame.Unsubscribe;
import org.springframework.http.HttpStatus;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One connection: what the client says, one frame after the other, and what becomes of it. */
final class Conversation {

    static final int MOST_SUBSCRIPTIONS = 20;

    private final Streams streams;
    private final Seats seats;
    private final RateLimits limits;
    private final Doorkeeper doorkeeper;
    private final Clock clock;
    private final Patience patience;
    private final StreamMeters meters;
    private final String address;
    private final Outbound outbound = new Outbound();
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();
    private final Sinks.One<CloseCode> end = Sinks.one();
    private final Disposable.Swap expiry = Disposables.swap();
    private final Disposable watch;
    private volatile @Nullable Member member;
    private volatile @Nullable Seat seat;

    Conversation(Streams streams, Seats seats, RateLimits limits, Doorkeeper doorkeeper, Clock clock, Patience patience,
            StreamMeters meters, String address) {
        this.streams = streams;
        this.seats = seats;
        this.limits = limits;
        this.doorkeeper = doorkeeper;
        this.clock = clock;
        this.patience = patience;
        this.meters = meters;
        this.address = address;
        this.watch = Disposables.composite(
                Mono.delay(patience.authentication()).subscribe(late -> requireMember()),
                Flux.interval(patience.reader()).onBackpressureDrop().subscribe(tick -> pauseWhoDoesNotRead()));
    }

    Flux<ServerFrame> frames() {
        return outbound.frames();
    }

    /** When this side wants to end it, and why; empty once the client has gone. */
    Mono<CloseCode> end() {
        return end.asMono();
    }

    void end(CloseCode code) {
        end.tryEmitValue(code);
    }

    /** The client has gone, or was sent away. */
    void ended() {
        end.tryEmitEmpty();
        watch.dispose();
        expiry.dispose();
        subscriptions.values().forEach(Subscription::stop);
        Seat left = seat;
        if (left != null) {
            left.leave();
        }
    }

    /** Answers one frame. Never fails: a bad frame is told, and the connection goes on. */
    Mono<Void> received(String text) {
        return Mono.defer(() -> switch (ClientFrame.read(text)) {
            case Authenticate frame -> authenticate(frame);
            case Subscribe frame -> subscribe(frame);
            case Credit frame -> credit(frame);
            case Unsubscribe frame -> unsubscribe(frame);
            case Ping _ -> answer(ServerFrame.pong());
        }).onErrorResume(failure -> answer(ServerFrame.error(null, Fault.behind(failure))));
    }

    private Mono<Void> answer(ServerFrame frame) {
        if (!outbound.answer(frame)) {
            end(CloseCode.LIMITS);
        }
        return Mono.empty();
    }

    private Mono<Void> authenticate(Authenticate frame) {
        return doorkeeper.admit(frame.token(), address).flatMap(this::authenticated).onErrorResume(failure -> {
            Fault fault = Fault.behind(failure);
            end(fault.status() == HttpStatus.TOO_MANY_REQUESTS ? CloseCode.LIMITS : CloseCode.TOKEN);
            return Mono.empty();
        });
    }

    private Mono<Void> authenticated(Member renewed) {
        Member before = member;
        if (before == null) {
            seat = seats.take(renewed, Door.WEBSOCKET);
        } else if (!before.isAs(renewed)) {
            end(CloseCode.RIGHTS);
            return Mono.empty();
        }
        member = renewed;
        Mono<Void> told = answer(ServerFrame.authenticated(renewed.expiresAt()));
        Duration left = Duration.between(clock.instant(), renewed.expiresAt());
        Duration quiet = left.minus(patience.warning());
        expiry.update(Disposables.composite(
                Mono.delay(quiet.isNegative() ? Duration.ZERO : quiet)
                        .subscribe(soon -> answer(ServerFrame.expiring(secondsLeft(renewed))).subscribe()),
                doorkeeper.expires(renewed).subscribe(nothing -> {
                }, null, () -> end(CloseCode.TOKEN)),
                doorkeeper.losesStanding(renewed).subscribe(nothing -> {
                }, null, () -> end(CloseCode.RIGHTS))));
        return told;
    }

    private long secondsLeft(Member holder) {
        return Math.max(0, Duration.between(clock.instant(), holder.expiresAt()).toSeconds());
    }

    private Mono<Void> subscribe(Subscribe frame) {
        Member asking = member;
        if (asking == null) {
            end(CloseCode.TOKEN);
            return Mono.empty();
        }
        if (subscriptions.containsKey(frame.id())) {
            return refuse(frame.id(), "id-in-use", "There is a subscription of this id");
        }
        if (frame.credit() != null && frame.credit() < 0) {
            return refuse(frame.id(), "malformed", "credit must not be negative");
        }
        if (subscriptions.size() >= MOST_SUBSCRIPTIONS) {
            end(CloseCode.LIMITS);
            return Mono.empty();
        }
        return Mono.fromRunnable(() -> Rights.requireFollowing(asking, frame.topic()))
                .then(limits.admit(asking))
                .then(Mono.defer(() -> streams.follow(asking.tenantId(), frame.topic(), FilterBody
                        .read(frame.filter()), frame.after())))
                .doOnNext(followed -> {
                    Subscription subscription = new Subscription(frame.id(), followed, frame.credit());
                    subscriptions.put(frame.id(), subscription);
                    outbound.add(subscription);
                }).then()
                .onErrorResume(failure -> answer(ServerFrame.error(frame.id(), Fault.behind(failure))));
    }

    private Mono<Void> credit(Credit frame) {
        Subscription subscription = subscriptions.get(frame.id());
        if (subscription == null) {
            return refuse(frame.id(), "unknown-id", "There is no subscription of this id");
        }
        if (frame.n() <= 0) {
            return refuse(frame.id(), "malformed", "n must be positive");
        }
        subscription.grant(frame.n());
        return Mono.empty();
    }

    private Mono<Void> unsubscribe(Unsubscribe frame) {
        Subscription subscription = subscriptions.remove(frame.id());
        if (subscription == null) {
            return refuse(frame.id(), "unknown-id", "There is no subscription of this id");
        }
        subscription.stop();
        return Mono.empty();
    }

    private Mono<Void> refuse(String id, String code, String message) {
        return answer(ServerFrame.error(id, Fault.of(HttpStatus.BAD_REQUEST, code, message)));
    }

    private void requireMember() {
        if (member == null) {
            end(CloseCode.NOT_AUTHENTICATED);
        }
    }

    private void pauseWhoDoesNotRead() {
        if (outbound.stands()) {
            meters.paused(subscriptions.size());
            subscriptions.values().forEach(Subscription::pause);
            subscriptions.clear();
        }
    }
}
