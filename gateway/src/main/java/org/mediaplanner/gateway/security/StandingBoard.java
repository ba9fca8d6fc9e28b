package org.mediaplanner.gateway.security;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.identity.Standings.Standing;
import org.mediaplanner.commands.identity.Standings;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.token.NodeName;
import org.mediaplanner.gateway.command.CommandGate;
import org.mediaplanner.gateway.redis.RedisListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The standings of those who ask, remembered for a second. Whoever changes one says so, and all nodes forget it: here at
 * once, elsewhere as fast as Redis tells. Where Redis is away, a second is what it takes.
 */
@Component
public class StandingBoard implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(StandingBoard.class);
    private static final String CHANNEL = "media-planner:standings";
    private static final Duration KEPT = Duration.ofSeconds(1);
    private static final int REMEMBERED = 50_000;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** Whatever is told, who follows a stream is asked about again so often. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final Standings standings;
    private final CommandGate commandGate;
    private final ReactiveStringRedisTemplate redis;
    private final RedisListener listener;
    private final String node;
    private final Sinks.Many<String> changed = Sinks.many().multicast().directBestEffort();
    private final AsyncCache<Place, Optional<Standing>> remembered = Caffeine.newBuilder().maximumSize(REMEMBERED)
            .expireAfterWrite(KEPT).buildAsync();

    StandingBoard(Standings standings, CommandGate commandGate, ReactiveStringRedisTemplate redis, NodeName node) {
        this.standings = standings;
        this.commandGate = commandGate;
        this.redis = redis;
        this.listener = new RedisListener(redis, (channel, message) -> received(message), CHANNEL);
        this.node = node.value();
    }

    private record Place(UserId user, TenantId tenant, @Nullable UUID session) {

        boolean concerns(String subject) {
            return subject.equals(user.value()) || subject.equals(tenant.value())
                    || (session != null && subject.equals(session.toString()));
        }
    }

    /** What {@code user} may do in {@code tenant} now; nothing where they may no more, or {@code session} has ended. */
    Mono<Standing> standing(UserId user, TenantId tenant, @Nullable UUID session) {
        Place place = new Place(user, tenant, session);
        return Mono.fromFuture(() -> remembered.get(place, (key, executor) -> commandGate.through(() -> find(key))
                .toFuture()), true).flatMap(Mono::justOrEmpty);
    }

    private Optional<Standing> find(Place place) {
        return place.session() == null
                ? standings.of(place.user(), place.tenant())
                : standings.of(place.user(), place.tenant(), place.session());
    }

    /** Completes when {@code member} may no longer act, or may less or more than before. */
    public Mono<Void> ends(Member member) {
        Place place = new Place(member.userId(), member.tenantId(), member.session());
        Duration first = LOOK.plusMillis(ThreadLocalRandom.current().nextLong(LOOK.toMillis()));
        return Flux.merge(Flux.interval(first, LOOK).onBackpressureDrop().map(tick -> place.user().value()),
                changed.asFlux().onBackpressureLatest())
                .filter(place::concerns)
                .concatMap(told -> standing(place.user(), place.tenant(), place.session())
                        .map(new Standing(member.role(), member.clients())::equals).defaultIfEmpty(false)
                        // A database that is away takes no right from anybody.
                        .onErrorReturn(true), 1)
                .filter(same -> !same).next().then();
    }

    /** Says that what {@code user} may do has changed. */
    public void changed(UserId user) {
        tell(user.value());
    }

    /** Says that {@code session} has ended. */
    public void changed(UUID session) {
        tell(session.toString());
    }

    /** Says that what all members of {@code tenant} may do has changed. */
    public void changed(TenantId tenant) {
        tell(tenant.value());
    }

    private void tell(String subject) {
        forget(subject);
        Disposable _ = redis.convertAndSend(CHANNEL, node + "\n" + subject).timeout(PATIENCE).subscribe(receivers -> {
        }, away -> LOG.warn("Redis is away; other nodes see a change of rights within {}: {}", KEPT, away.toString()));
    }

    private void received(String message) {
        String[] lines = message.split("\n", 2);
        if (lines.length == 2 && !lines[0].equals(node)) {
            forget(lines[1]);
        }
    }

    private void forget(String subject) {
        remembered.asMap().keySet().removeIf(place -> place.concerns(subject));
        changed.emitNext(subject, Sinks.EmitFailureHandler.busyLooping(PATIENCE));
    }

    @Override
    public void start() {
        listener.start();
    }

    @Override
    public void stop() {
        listener.stop();
    }

    @Override
    public boolean isRunning() {
        return listener.isRunning();
    }
}
