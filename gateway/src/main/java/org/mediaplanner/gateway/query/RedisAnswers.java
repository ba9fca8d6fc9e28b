package org.mediaplanner.gateway.query;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.mediaplanner.queries.reading.AnswerStore;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Mono;

/** Remembers answers in Redis. While it is away, or slow, every question is answered as if nothing were remembered. */
final class RedisAnswers implements AnswerStore {

    /** Computing an answer takes no longer. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final ReactiveStringRedisTemplate redis;
    private final Counter found;
    private final Counter missing;

    RedisAnswers(ReactiveStringRedisTemplate redis, MeterRegistry registry) {
        this.redis = redis;
        this.found = counter(registry, "found");
        this.missing = counter(registry, "missing");
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("mediaplanner.answers.remembered").tag("outcome", outcome)
                .description("Questions that may be answered from memory, by whether they were").register(registry);
    }

    @Override
    public Mono<String> find(String key) {
        return redis.opsForValue().get(key).timeout(PATIENCE).onErrorComplete()
                .doOnNext(answer -> found.increment())
                .switchIfEmpty(Mono.fromRunnable(missing::increment));
    }

    @Override
    public Mono<Void> keep(String key, String answer, Duration time) {
        return redis.opsForValue().set(key, answer, time).timeout(PATIENCE).onErrorComplete().then();
    }
}
