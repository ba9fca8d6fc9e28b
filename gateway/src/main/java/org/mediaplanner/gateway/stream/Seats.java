package org.mediaplanner.gateway.stream;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.gateway.problem.Fault;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** How many connections each user may hold open on this node, all doors together. */
@Component
public final class Seats {

    public static final int PER_USER = 100;

    private static final long RETRY_SECONDS = 5;

    private final ConcurrentMap<UserId, Integer> taken = new ConcurrentHashMap<>();
    private final StreamMeters meters;

    Seats(StreamMeters meters) {
        this.meters = meters;
    }

    /** A connection's right to be there, until it leaves. */
    public interface Seat {

        /** May be called again. */
        void leave();
    }

    /** Ends with 429 where the user has no seat left. */
    public Seat take(UserId user, Door door) {
        taken.merge(user, 1, (before, one) -> {
            if (before >= PER_USER) {
                throw Fault.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-streams",
                        "You have " + PER_USER + " connections open already").retryAfter(RETRY_SECONDS).raised();
            }
            return before + one;
        });
        AtomicInteger connections = meters.connections(door);
        connections.incrementAndGet();
        AtomicBoolean left = new AtomicBoolean();
        return () -> {
            if (!left.getAndSet(true)) {
                connections.decrementAndGet();
                taken.computeIfPresent(user, Seats::less);
            }
        };
    }

    private static @Nullable Integer less(UserId user, Integer before) {
        return before > 1 ? Integer.valueOf(before - 1) : null;
    }
}
