package org.mediaplanner.gateway.query;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.problem.Fault;

/** Choices that callers write as field names: {@code START_DATE} as {@code startDate}. */
public final class Choice {

    private Choice() {}

    /** What is sorted by, and in which direction. */
    public record Sorting<E>(E by, boolean descending) {}

    /** The constant of {@code type} that {@code text} names; {@code usual} without a text. */
    public static <E extends Enum<E>> E of(String field, @Nullable String text, Class<E> type, E usual) {
        if (text == null) {
            return usual;
        }
        return Arrays.stream(type.getEnumConstants()).filter(constant -> name(constant).equals(text)).findFirst()
                .orElseThrow(() -> Fault.malformed(field, "must be one of " + Arrays.stream(type.getEnumConstants())
                        .map(Choice::name).collect(Collectors.joining(", "))).raised());
    }

    /** As {@link #of}, where a minus in front turns the order round. */
    public static <E extends Enum<E>> Sorting<E> sorting(@Nullable String sort, Class<E> type, Sorting<E> usual) {
        if (sort == null) {
            return usual;
        }
        boolean descending = sort.startsWith("-");
        return new Sorting<>(of("sort", descending ? sort.substring(1) : sort, type, usual.by()), descending);
    }

    private static String name(Enum<?> constant) {
        String[] words = constant.name().toLowerCase(java.util.Locale.ROOT).split("_");
        return words[0] + Arrays.stream(words).skip(1)
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1)).collect(Collectors.joining());
    }
}
