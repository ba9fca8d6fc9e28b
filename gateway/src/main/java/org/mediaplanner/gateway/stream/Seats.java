package org.mediaplanner.gateway.stream;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.identity.PrefixedId;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.problem.FaultException;
import org.mediaplanner.gateway.security.Member;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** How many connections each user and each organisation may hold open on this node, all doors together. */
@Component
public final class Seats {

    public static final int PER_USER = 100;
    public static final int PER_TENANT = 2_000;

    private static final long RETRY_SECONDS = 5;

    private final ConcurrentMap<PrefixedId, Integer> taken = new ConcurrentHashMap<>();
    private final StreamMeters meters;

    Seats(StreamMeters meters) {
        this.meters = meters;
    }

    /** A connection's right to be there, until it leaves. */
    public interface Seat {

        /** May be called again. */
        void leave();
    }

    /** Ends with 429 where the user, or the organisation, has no seat left. */
    public Seat take(Member member, Door door) {
        take(member.userId(), PER_USER, "You have");
        try {
            take(member.tenantId(), PER_TENANT, "Your organisation has");
        } catch (FaultException full) {
            free(member.userId());
            throw full;
        }
        AtomicInteger connections = meters.connections(door);
        connections.incrementAndGet();
        AtomicBoolean left = new AtomicBoolean();
        return () -> {
            if (!left.getAndSet(true)) {
                connections.decrementAndGet();
                free(member.userId());
                free(member.tenantId());
            }
        };
    }

    private void take(PrefixedId whose, int most, String who) {
        taken.merge(whose, 1, (before, one) -> {
            if (before >= most) {
                throw Fault.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-streams",
                        who + " " + most + " connections open already").retryAfter(RETRY_SECONDS).raised();
            }
            return before + one;
        });
    }

    private void free(PrefixedId whose) {
        taken.computeIfPresent(whose, Seats::less);
    }

    private static @Nullable Integer less(PrefixedId whose, Integer before) {
        return before > 1 ? Integer.valueOf(before - 1) : null;
    }
}
