package org.mediaplanner.gateway.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Counts within windows of time that begin with the first count. The counts stand in Redis, where all nodes see them;
 * while Redis is away each node counts by itself, so that throttling gets weaker, not absent.
 */
@Component
class AttemptCounter {

    private static final Logger LOG = LoggerFactory.getLogger(AttemptCounter.class);
    private static final Duration REDIS_PATIENCE = Duration.ofMillis(300);
    /** Bounds what a flood of names can fill. */
    private static final int KEPT_HERE = 100_000;
    private static final RedisScript<Long> ADD = RedisScript.of("""
            local count = redis.call('INCR', KEYS[1])
            if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
            return count
            """, Long.class);

    private final ReactiveStringRedisTemplate redis;
    private final Clock clock;
    private final AtomicBoolean isAway = new AtomicBoolean();
    private final ConcurrentMap<String, Window> here = new ConcurrentHashMap<>();

    AttemptCounter(ReactiveStringRedisTemplate redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    private record Window(long count, Instant end) {}

    /** Adds one to {@code key} and answers how many there are in its window. */
    Mono<Long> add(String key, Duration window) {
        return redis.execute(ADD, List.of(key), List.of(Long.toString(window.toMillis()))).next()
                .transform(inRedis(() -> addHere(key, window)));
    }

    Mono<Long> count(String key) {
        return redis.opsForValue().get(key).map(Long::valueOf).defaultIfEmpty(0L)
                .transform(inRedis(() -> countHere(key)));
    }

    /** How long the window of {@code key} lasts yet; {@code whole} where that is not known. */
    Mono<Duration> left(String key, Duration whole) {
        return redis.getExpire(key).filter(Duration::isPositive).defaultIfEmpty(whole)
                .transform(inRedis(() -> whole));
    }

    Mono<Void> forget(String key) {
        here.remove(key);
        return redis.delete(key).transform(inRedis(() -> 0L)).then();
    }

    private <T> UnaryOperator<Mono<T>> inRedis(Supplier<T> otherwise) {
        return counted -> counted.timeout(REDIS_PATIENCE).doOnNext(answer -> isAway.set(false))
                .onErrorResume(away -> {
                    if (!isAway.getAndSet(true)) {
                        LOG.warn("Redis is away; logins are counted on this node alone: {}", away.toString());
                    }
                    return Mono.fromSupplier(otherwise);
                });
    }

    private long addHere(String key, Duration window) {
        Instant now = clock.instant();
        if (here.size() >= KEPT_HERE) {
            here.values().removeIf(kept -> !kept.end().isAfter(now));
        }
        if (here.size() >= KEPT_HERE) {
            here.clear();
        }
        return here.merge(key, new Window(1, now.plus(window)),
                (kept, fresh) -> kept.end().isAfter(now) ? new Window(kept.count() + 1, kept.end()) : fresh).count();
    }

    private long countHere(String key) {
        Window window = here.get(key);
        return window == null || !window.end().isAfter(clock.instant()) ? 0 : window.count();
    }
}
