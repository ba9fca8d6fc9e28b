package org.mediaplanner.gateway.limit;

import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What became of asking for one request of a quota.
 *
 * @param pause until there is one again, where there was none
 * @param full until all of the quota is there again
 */
record Taken(Quota quota, boolean granted, long remaining, Duration pause, Duration full) {

    static Taken of(Quota quota, ConsumptionProbe probe) {
        return new Taken(quota, probe.isConsumed(), probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()), Duration.ofNanos(probe.getNanosToWaitForReset()));
    }

    /** At least a second: sooner it would not be worth to come back. */
    long pauseSeconds() {
        return Math.max(1, seconds(pause));
    }

    /** Structured field {@code RateLimit-Policy} of draft-ietf-httpapi-ratelimit-headers-10: what there is in how many seconds. */
    static String policies(List<Taken> all) {
        return all.stream().map(taken -> '"' + taken.quota.name() + "\";q=" + taken.quota.limit() + ";w="
                + taken.quota.window().toSeconds()).collect(Collectors.joining(", "));
    }

    /** Structured field {@code RateLimit} of the same: what is left, and after how many seconds all is there again. */
    static String limits(List<Taken> all) {
        return all.stream().map(taken -> '"' + taken.quota.name() + "\";r=" + taken.remaining + ";t="
                + seconds(taken.full)).collect(Collectors.joining(", "));
    }

    private static long seconds(Duration time) {
        return time.plusNanos(999_999_999).toSeconds();
    }
}
