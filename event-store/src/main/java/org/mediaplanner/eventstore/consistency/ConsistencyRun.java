package org.mediaplanner.eventstore.consistency;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All checks, made once.
 *
 * @param total how many checks there are; 0 until it has begun
 * @param endedAt {@code null} while it runs
 */
public record ConsistencyRun(String id, String requestedBy, Instant requestedAt, @Nullable Instant endedAt, int total,
        List<Finding> findings) {

    public ConsistencyRun {
        findings = List.copyOf(findings);
    }

    /** How it stands. */
    public enum State {
        RUNNING,
        /** Everything is what the log says. */
        PASSED,
        /** Something is not. */
        FAILED,
        /** A check could not be made; those that could found nothing. */
        INCOMPLETE
    }

    public State state() {
        if (endedAt == null) {
            return State.RUNNING;
        }
        if (differences() > 0) {
            return State.FAILED;
        }
        return findings.stream().allMatch(finding -> finding.failure() == null) ? State.PASSED : State.INCOMPLETE;
    }

    public long differences() {
        return findings.stream().mapToLong(Finding::differences).sum();
    }
}
