package org.mediaplanner.queries.rebuild;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.eventstore.token.TokenCoverage;

/**
 * A read model that is being built anew, or put back to its former table.
 *
 * @param covered which events the new table holds; {@code null} until there is one
 * @param target where the live one was at the beginning
 * @param eventsPerSecond of the last pages
 * @param differences rows that differ from the live table's at an equal position; {@code null} until compared
 * @param accepted whether it takes the live one's place whatever differs
 * @param failure what stopped it, where something did
 */
public record Rebuild(String projection, Kind kind, Phase phase, @Nullable TokenCoverage covered, long target,
        double eventsPerSecond, @Nullable Long differences, boolean accepted, @Nullable String failure,
        String requestedBy, Instant requestedAt) {

    /** From where the new table comes. */
    public enum Kind {
        /** The whole log is folded into an empty one. */
        REBUILD,
        /** The former one is brought up to date. */
        ROLLBACK,
        /** As a rebuild, but to be compared with the live one and thrown away. */
        CHECK
    }

    /** How far it is. */
    public enum Phase {
        /** Events are folded up to where the live table was at the beginning. */
        FOLDING,
        /** What only questions need is made: the other indexes. */
        INDEXING,
        /** It catches up and is compared. */
        COMPARING,
        /** It differs; somebody must accept that or cancel. */
        WAITING,
        /** It catches up and takes the live one's place. */
        SWITCHING,
        /** An event could not be folded; cancel it, and ask again when that is mended. */
        FAILED,
        /** What was built is being removed. */
        CANCELLED
    }

    /** Events that the new table holds, 0 without one. */
    long position() {
        return covered == null ? 0 : covered.index();
    }

    /** From 0 to 100. */
    public int percent() {
        return switch (phase) {
            case FOLDING -> target == 0 ? 0 : (int) Math.min(99, 100 * position() / target);
            case INDEXING, COMPARING, SWITCHING -> 99;
            case FAILED, CANCELLED -> 0;
            case WAITING -> 100;
        };
    }

    /** Until all is folded, as fast as it goes now; {@code null} where that cannot be told. */
    public @Nullable Long secondsLeft() {
        if (phase != Phase.FOLDING) {
            return phase == Phase.INDEXING || phase == Phase.COMPARING || phase == Phase.SWITCHING ? 0L : null;
        }
        return eventsPerSecond <= 0 ? null : Math.round((target - position()) / eventsPerSecond);
    }
}
