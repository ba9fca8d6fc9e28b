package org.mediaplanner.commands;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A property that a partial change names. Where the change itself is {@code null}, the property stays as it is.
 *
 * @param value what it is to be; {@code null} clears it
 */
public record Change<T>(@Nullable T value) {

    public static <T> Change<T> to(@Nullable T value) {
        return new Change<>(value);
    }

    /** What the property will be: {@code current} where there is no change. */
    public static <T> @Nullable T apply(@Nullable Change<T> change, @Nullable T current) {
        return change == null ? current : change.value();
    }

    /** As {@link #apply}, for a property that cannot be cleared; a change to {@code null} leaves it. */
    public static <T> T require(@Nullable Change<T> change, T current) {
        return change == null ? current : Objects.requireNonNullElse(change.value(), current);
    }
}
