package org.mediaplanner.eventstore.token;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which events a processor has behind it, as its stored token says. An index below the token's may still be missing:
 * it was not readable yet when a higher one was.
 *
 * @param index highest global index seen; 0 before the first
 * @param gaps lower ones that were not readable yet
 */
public record TokenCoverage(long index, Set<Long> gaps) {

    /** A processor that has seen nothing. */
    public static final TokenCoverage NOTHING = new TokenCoverage(0, Set.of());

    private static final String GAP_AWARE = "org.axonframework.eventhandling.GapAwareTrackingToken";
    private static final JsonMapper JSON = JsonMapper.shared();

    public TokenCoverage {
        gaps = Set.copyOf(gaps);
    }

    /**
     * Reads the columns {@code token} and {@code token_type} of {@code event_store.token_entry}.
     *
     * @throws IllegalArgumentException for a token of another kind: this store has no other
     */
    public static TokenCoverage parse(byte @Nullable [] token, @Nullable String type) {
        if (token == null || type == null) {
            return NOTHING;
        }
        if (!type.equals(GAP_AWARE)) {
            throw new IllegalArgumentException("Not a token of this store: " + type);
        }
        return JSON.readValue(token, TokenCoverage.class);
    }

    /** Whether the event at {@code globalIndex} has been handled. */
    public boolean covers(long globalIndex) {
        return globalIndex <= index && !gaps.contains(globalIndex);
    }
}
