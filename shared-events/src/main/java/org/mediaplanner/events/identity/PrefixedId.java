package org.mediaplanner.events.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** An id as it is written everywhere: a type's short name, an underscore, a UUID ({@code cmp_0198…}). */
public interface PrefixedId {

    Pattern UUID_PART = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    @JsonValue
    String value();

    /** {@code value} if it is an id of the type {@code prefix}, else an {@link IllegalArgumentException}. */
    static String require(String prefix, String value) {
        if (!isValid(prefix, value)) {
            throw new IllegalArgumentException("Not an id of the form " + prefix + "_<uuid>: " + value);
        }
        return value;
    }

    static boolean isValid(String prefix, String value) {
        return value.startsWith(prefix + "_") && UUID_PART.matcher(value.substring(prefix.length() + 1)).matches();
    }

    /** A new id of the type {@code prefix}. */
    static String next(String prefix) {
        return prefix + "_" + UuidV7.next();
    }
}
