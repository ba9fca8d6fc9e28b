package org.mediaplanner.commands.handling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.OnVersion;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.Versioned;

/**
 * An aggregate as its events left it.
 *
 * @param version number of its events, 0 where there is none
 * @param state {@code null} where there is none
 */
public record Loaded<S>(String id, long version, @Nullable S state, Instant createdAt, String createdBy,
        Instant updatedAt) {

    /** An aggregate without events. */
    static <S> Loaded<S> absent(String id) {
        return new Loaded<>(id, 0, null, Instant.EPOCH, "", Instant.EPOCH);
    }

    /** This aggregate, unless {@code command} was given in view of another version of it. */
    public Loaded<S> seenBy(Object command) {
        if (state != null && command instanceof OnVersion seen && seen.expectedVersion() != version) {
            throw Refusal.stale(seen.expectedVersion(), version);
        }
        return this;
    }

    /** @throws IllegalStateException where the aggregate does not exist */
    public Versioned<S> versioned() {
        if (state == null) {
            throw new IllegalStateException(id + " has no events");
        }
        return new Versioned<>(version, state, createdAt, createdBy, updatedAt);
    }
}
