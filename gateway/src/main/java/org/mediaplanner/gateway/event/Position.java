package org.mediaplanner.gateway.event;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.problem.Fault;

/** A place in an organisation's log as callers write it. */
public final class Position {

    private static final Pattern SHAPE = Pattern.compile("\\d{1,18}");

    private Position() {}

    /** What {@code text} says; {@code null} without one. {@code name} is who is to blame where it is none. */
    public static @Nullable Long of(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!SHAPE.matcher(text).matches()) {
            throw Fault.malformed(name, "must be a position: 0, 1, 2 …").raised();
        }
        return Long.valueOf(text);
    }
}
