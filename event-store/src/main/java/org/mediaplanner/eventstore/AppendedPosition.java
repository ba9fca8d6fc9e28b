package org.mediaplanner.eventstore;

import java.lang.ScopedValue.CallableOp;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/** How the place of appended events in the log gets back to the caller whose thread appended them. */
public final class AppendedPosition {

    private static final ScopedValue<AppendedPosition> CURRENT = ScopedValue.newInstance();

    private @Nullable Long last;

    private AppendedPosition() {}

    /**
     * Runs {@code work} and tells the global index of the last event that this thread appended meanwhile, in this
     * call or in one within it.
     */
    public static <T, X extends Throwable> Captured<T> during(CallableOp<T, X> work) throws X {
        AppendedPosition position = new AppendedPosition();
        T value = ScopedValue.where(CURRENT, position).call(work);
        if (position.last != null) {
            appended(position.last);
        }
        return new Captured<>(value, position.last == null ? OptionalLong.empty() : OptionalLong.of(position.last));
    }

    /** What was appended last within {@link #during}, so far: for what is written in the transaction of the events. */
    public static OptionalLong last() {
        Long last = CURRENT.isBound() ? CURRENT.get().last : null;
        return last == null ? OptionalLong.empty() : OptionalLong.of(last);
    }

    /** Called by the store after an append. */
    public static void appended(long globalIndex) {
        if (CURRENT.isBound()) {
            CURRENT.get().last = globalIndex;
        }
    }

    /** @param position empty where nothing was appended */
    public record Captured<T>(T value, OptionalLong position) {}
}
