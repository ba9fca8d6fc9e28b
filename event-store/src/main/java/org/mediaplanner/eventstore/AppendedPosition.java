package org.mediaplanner.eventstore;

import java.util.OptionalLong;
import java.util.concurrent.Callable;

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
    public static <T> Captured<T> during(Callable<T> work) throws Exception {
        AppendedPosition position = new AppendedPosition();
        T value = ScopedValue.where(CURRENT, position).call(work::call);
        if (position.last != null) {
            appended(position.last);
        }
        return new Captured<>(value, position.last == null ? OptionalLong.empty() : OptionalLong.of(position.last));
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
