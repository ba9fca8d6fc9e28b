package org.mediaplanner.eventstore.processing;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.tenant.TenantId;

/**
 * An event that a processor could not handle, or one of the same aggregate that waits behind it.
 *
 * @param position the tenant's own; {@code null} while it has none yet
 * @param error what the last attempt failed on
 * @param attempts 0 for one that only waits
 * @param reason why it was dismissed, where it was
 */
public record DeadLetter(String id, String processor, long globalIndex, TenantId tenantId, String aggregateId,
        String type, @Nullable Long position, String error, int attempts, State state, @Nullable String reason,
        Instant at) {

    /** What became of it. */
    public enum State {
        /** It waits, and later events of its aggregate behind it. */
        PARKED,
        /** It was handled after all. */
        RETRIED,
        /** Somebody decided that the processor does without it. */
        DISMISSED,
        /** What the processor writes was built anew, with it. */
        REBUILT
    }
}
