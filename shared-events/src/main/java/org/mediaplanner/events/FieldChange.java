package org.mediaplanner.events;

import org.jspecify.annotations.Nullable;

/** One changed property for a change log, as text; {@code null} stands for "not set". */
public record FieldChange(String field, @Nullable String before, @Nullable String after) {

    /** The change of {@code field} from {@code before} to {@code after}, each as its own text. */
    public static FieldChange of(String field, @Nullable Object before, @Nullable Object after) {
        return new FieldChange(field, text(before), text(after));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
