package org.mediaplanner.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.RemoteAsyncBucketBuilder;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Buckets that all nodes share, in Redis. Of a large one a node takes a few requests on its own before it says so, and
 * what is asked of one at the same time is said together: so that the limits cost hardly a request a round trip, and
 * are exceeded by no more than a two-hundredth for each node.
 */
final class SharedBuckets implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SharedBuckets.class);

    static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST = 100_000;
    private static final Duration KEPT = Duration.ofHours(2);
    private static final int PARTS = 200;
    private static final Duration UNSAID = Duration.ofMillis(500);
    /** What stands in Redis goes when it would be full again, and a little later for clocks that differ. */
    private static final Duration LINGER = Duration.ofSeconds(10);

    private final Supplier<RedisClient> client;
    private final AtomicBoolean connecting = new AtomicBoolean();
    private final AtomicBoolean away = new AtomicBoolean();
    private final Cache<String, AsyncBucketProxy> buckets = Caffeine.newBuilder().maximumSize(MOST)
            .expireAfterAccess(KEPT).build();
    private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;
    private volatile @Nullable AsyncProxyManager<String> manager;
    private volatile long awayUntil = System.nanoTime();

    SharedBuckets(Supplier<RedisClient> client) {
        this.client = client;
    }

    /** Whether it is of any use to ask. Where nobody has connected yet, that begins with the question. */
    boolean isThere() {
        if (System.nanoTime() - awayUntil < 0) {
            return false;
        }
        if (manager != null) {
            return true;
        }
        if (!connecting.getAndSet(true)) {
            Thread.ofVirtual().name("limits-connect").start(this::connect);
        }
        return false;
    }

    /** Nobody asks again for a moment. */
    void failed(Throwable why) {
        awayUntil = System.nanoTime() + PAUSE.toNanos();
        if (!away.getAndSet(true)) {
            LOG.warn("Redis is away; calls are counted on this node alone: {}", why.toString());
        }
    }

    void answered() {
        if (away.get() && away.getAndSet(false)) {
            LOG.info("Redis is there again; calls are counted on all nodes together");
        }
    }

    CompletableFuture<ConsumptionProbe> take(Quota quota, String whose) {
        AsyncProxyManager<String> known = manager;
        if (known == null) {
            return CompletableFuture.failedFuture(new IllegalStateException("Not connected"));
        }
        return buckets.get(quota.key(whose), key -> bucket(known, key, quota)).tryConsumeAndReturnRemaining(1);
    }

    private static AsyncBucketProxy bucket(AsyncProxyManager<String> manager, String key, Quota quota) {
        RemoteAsyncBucketBuilder<String> bucket = manager.builder();
        long part = quota.limit() / PARTS;
        bucket.withOptimization(part == 0
                ? Optimizations.batching()
                : Optimizations.delaying(new DelayParameters(part, UNSAID)));
        return bucket.build(key, () -> CompletableFuture.completedFuture(quota.bucket()));
    }

    private void connect() {
        try {
            StatefulRedisConnection<String, byte[]> opened = client.get()
                    .connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
            connection = opened;
            manager = Bucket4jLettuce.casBasedBuilder(opened).requestTimeout(PATIENCE)
                    .expirationAfterWrite(
                            ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(LINGER))
                    .build().asAsync();
        } catch (RuntimeException notThere) {
            failed(notThere);
        } finally {
            connecting.set(false);
        }
    }

    @Override
    public void close() {
        StatefulRedisConnection<String, byte[]> open = connection;
        manager = null;
        if (open != null) {
            open.close();
        }
    }
}
