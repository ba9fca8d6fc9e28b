package org.mediaplanner.eventstore.consistency;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check found.
 *
 * @param examined rows that were compared
 * @param unchecked organisations that changed all the time while they should have been compared
 * @param differences rows that are not what the log says
 * @param shown the first of them
 * @param failure why the check could not be made; {@code null} where it was
 */
public record Finding(String check, long examined, long unchecked, long differences, List<Difference> shown,
        @Nullable String failure) {

    /** At most so many are shown. */
    public static final int SHOWN = 100;

    /**
     * One row.
     *
     * @param key of the row
     * @param expected what the log says; {@code null} where it knows of no such row
     * @param found what the row says; {@code null} where there is none
     */
    public record Difference(String key, @Nullable String expected, @Nullable String found) {}

    static Finding failed(String check, String failure) {
        return new Finding(check, 0, 0, 0, List.of(), failure);
    }
}
