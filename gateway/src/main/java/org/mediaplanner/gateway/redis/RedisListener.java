package org.mediaplanner.gateway.redis;

import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

/** Hears what is said on channels of Redis for as long as it runs, and comes back to them when Redis was away. */
public final class RedisListener {

    private static final Retry RECONNECT = Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(500))
            .maxBackoff(Duration.ofSeconds(5));

    private final ReactiveStringRedisTemplate redis;
    private final BiConsumer<String, String> heard;
    private final String[] channels;
    private volatile @Nullable Disposable subscription;

    /** @param heard is told of the channel and of what was said */
    public RedisListener(ReactiveStringRedisTemplate redis, BiConsumer<String, String> heard, String... channels) {
        this.redis = redis;
        this.heard = heard;
        this.channels = channels.clone();
    }

    public void start() {
        // Deferred: it connects when it is made, and a node must start while Redis is away.
        subscription = Flux.defer(() -> redis.listenToChannel(channels))
                .doOnNext(notice -> heard.accept(notice.getChannel(), notice.getMessage()))
                .retryWhen(RECONNECT).subscribe();
    }

    public void stop() {
        Disposable running = subscription;
        subscription = null;
        if (running != null) {
            running.dispose();
        }
    }

    public boolean isRunning() {
        return subscription != null;
    }
}
