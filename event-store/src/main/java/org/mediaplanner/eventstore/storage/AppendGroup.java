package org.mediaplanner.eventstore.storage;

import java.lang.ScopedValue.CallableOp;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.eventstore.database.WithoutDatabase;

/**
 * Appends that are held back, to be written together: many commands then share one statement and one flush of the
 * database's log. Used by one thread. Made by {@link AppendGroups}.
 */
public final class AppendGroup {

    private static final ScopedValue<AppendGroup> CURRENT = ScopedValue.newInstance();

    private final List<NewEvent> held = new ArrayList<>();
    private List<Long> indexes = List.of();

    AppendGroup() {}

    /**
     * What came of a piece of work, and which of the group's events are its own.
     *
     * @param from place of its first event
     * @param to place behind its last one
     */
    public record Held<T>(T value, int from, int to) {}

    /** Carries {@code work} out without the database, and holds back what it appends; nothing if it fails. */
    public <T, X extends Throwable> Held<T> hold(CallableOp<T, X> work) throws X {
        int from = held.size();
        boolean done = false;
        try {
            T value = ScopedValue.where(CURRENT, this).call(() -> WithoutDatabase.during(work));
            done = true;
            return new Held<>(value, from, held.size());
        } finally {
            if (!done) {
                held.subList(from, held.size()).clear();
            }
        }
    }

    /** The store's index of the last event of {@code work}, once the group was written; empty where it has none. */
    public OptionalLong lastIndex(Held<?> work) {
        return work.from() == work.to() ? OptionalLong.empty() : OptionalLong.of(indexes.get(work.to() - 1));
    }

    /** The group for which the caller works, where there is one. */
    static @Nullable AppendGroup current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    void add(List<NewEvent> events) {
        held.addAll(events);
    }

    void write(Appender appender) {
        if (!held.isEmpty()) {
            indexes = appender.append(held);
        }
    }
}
