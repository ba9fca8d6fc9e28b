package org.mediaplanner.gateway.limit;

import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;

/**
 * So many requests in a time: a bucket that is full at first and fills again at an even pace.
 *
 * @param name as callers read it
 * @param limit how much the bucket holds; 0 for no limit
 * @param window in which an empty one is full again
 */
record Quota(String name, long limit, Duration window) {

    static Quota aMinute(String name, long limit) {
        return new Quota(name, limit, Duration.ofMinutes(1));
    }

    BucketConfiguration bucket() {
        return BucketConfiguration.builder().addLimit(holds -> holds.capacity(limit).refillGreedy(limit, window))
                .build();
    }

    /** Whose bucket it is. Under another limit it is another bucket: a changed setting holds at once. */
    String key(String whose) {
        return "limit:" + name + ":" + limit + ":" + whose;
    }
}
