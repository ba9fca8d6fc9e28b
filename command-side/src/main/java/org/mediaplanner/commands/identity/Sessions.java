package org.mediaplanner.commands.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantId;

/**
 * Sign-ins and the refresh tokens that follow from each. A refresh token is used once; used again within
 * {@link #GRACE} it gives the same successor, since answers get lost; used again later it ends the whole session, since
 * two hold what only one was given. Calls block.
 */
public interface Sessions {

    /** A session's end, which never moves. */
    Duration LONGEST = Duration.ofDays(30);
    /** For a client that did not hear the answer. */
    Duration GRACE = Duration.ofSeconds(10);

    /** Begins one for a member. */
    Begun begin(UserId user, TenantId tenant, Device device);

    /** The session of {@code refreshToken} and the token's successor, or why there is none. */
    Refreshed refresh(String refreshToken);

    /**
     * Ends the session of {@code refreshToken}, if there is one.
     *
     * @return the session that ended
     */
    Optional<UUID> end(String refreshToken);

    /**
     * Ends a session of {@code user}'s own.
     *
     * @return whether there was one
     */
    boolean end(UserId user, UUID session);

    /**
     * Ends all sessions of {@code user} but {@code kept}.
     *
     * @return those that ended
     */
    List<UUID> endAll(UserId user, @Nullable UUID kept);

    /** The open sessions of {@code user}, the one used last first. */
    List<Listed> list(UserId user);

    /**
     * What signed in.
     *
     * @param address from which it came
     * @param userAgent as it called itself
     */
    record Device(String address, @Nullable String userAgent) {}

    record Begun(UUID session, String refreshToken) {

        /** A token has no place in a log. */
        @Override
        public String toString() {
            return "Begun[" + session + "]";
        }
    }

    /** What a refresh token leads to. */
    sealed interface Refreshed {

        record Renewed(UUID session, UserId user, TenantId tenant, String refreshToken) implements Refreshed {

            @Override
            public String toString() {
                return "Renewed[" + session + "]";
            }
        }

        /** It was used before, and long ago: the session has ended now. */
        record Reused(UUID session, UserId user, TenantId tenant) implements Refreshed {}

        /** There is no such token, or its session has ended. */
        record Unknown() implements Refreshed {}
    }

    record Listed(UUID id, TenantId tenantId, Instant createdAt, Instant lastUsedAt, String address,
            @Nullable String userAgent) {}
}
