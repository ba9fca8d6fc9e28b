package org.mediaplanner.queries.reading;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement in the making: fixed text, and values that are only ever bound. Conditions are joined by AND; one whose
 * value is missing is left out.
 */
public final class Sql {

    private final StringBuilder text;
    private final Map<String, Object> parameters = new HashMap<>();

    private Sql(String text) {
        this.text = new StringBuilder(text);
    }

    /** Begins with {@code select}, which ends in a WHERE that holds at least one condition. */
    public static Sql of(String select) {
        return new Sql(select);
    }

    public Sql append(String more) {
        text.append(' ').append(more);
        return this;
    }

    /** Binds {@code :name}. */
    public Sql bind(String name, Object value) {
        parameters.put(name, value);
        return this;
    }

    /** {@code AND condition}, in which {@code :name} stands for the value, if there is one. */
    public Sql and(String condition, String name, @Nullable Object value) {
        return value == null ? this : append("AND " + condition).bind(name, value);
    }

    /** {@code AND column = one of values}, if there are any. */
    public Sql andAny(String column, String name, Collection<?> values) {
        return values.isEmpty()
                ? this
                : append("AND " + column + " = ANY (:" + name + ")")
                        .bind(name, values.stream().map(Object::toString).toArray(String[]::new));
    }

    /** {@code AND column shares an element with values}, if there are any. */
    public Sql andOverlaps(String column, String name, Collection<String> values) {
        return values.isEmpty()
                ? this
                : append("AND " + column + " && :" + name).bind(name, values.toArray(String[]::new));
    }

    /** {@code AND name LIKE what holds the words}, whatever their case, if there are any. */
    public Sql andContains(String column, @Nullable String words) {
        return words == null || words.isBlank()
                ? this
                : append("AND " + column + " ILIKE :words ESCAPE '!'").bind("words", "%" + words.strip()
                        .replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%");
    }

    /** The same between {@code before} and {@code after}. */
    public Sql wrapped(String before, String after) {
        Sql wrapped = new Sql(before + text + after);
        wrapped.parameters.putAll(parameters);
        return wrapped;
    }

    String text() {
        return text.toString();
    }

    Map<String, Object> parameters() {
        return parameters;
    }
}
