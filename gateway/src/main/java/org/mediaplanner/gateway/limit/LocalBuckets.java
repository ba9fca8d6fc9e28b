package org.mediaplanner.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.local.LocalBucketBuilder;
import java.time.Duration;

/** Buckets of this node alone, for as long as those that all nodes share cannot be reached. */
final class LocalBuckets {

    /** Bounds what a flood of addresses can fill. */
    private static final int MOST = 100_000;
    private static final Duration KEPT = Duration.ofHours(2);

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(KEPT)
            .build();

    ConsumptionProbe take(Quota quota, String whose) {
        return buckets.get(quota.key(whose), key -> bucket(quota)).tryConsumeAndReturnRemaining(1);
    }

    private static Bucket bucket(Quota quota) {
        LocalBucketBuilder bucket = Bucket.builder();
        for (var bandwidth : quota.bucket().getBandwidths()) {
            bucket.addLimit(bandwidth);
        }
        return bucket.build();
    }
}
