package org.mediaplanner.events.identity;

import com.fasterxml.jackson.annotation.JsonValue;

/** An id as it is written everywhere: a type's short name, an underscore, a UUID ({@code cmp_0198…}). */
public interface PrefixedId {

    int UUID_LENGTH = 36;

    @JsonValue
    String value();

    /** {@code value} if it is an id of the type {@code prefix}, else an {@link IllegalArgumentException}. */
    static String require(String prefix, String value) {
        if (!isValid(prefix, value)) {
            throw new IllegalArgumentException("Not an id of the form " + prefix + "_<uuid>: " + value);
        }
        return value;
    }

    /** Asked for each id of each event that is read: looked at character by character. */
    static boolean isValid(String prefix, String value) {
        int uuid = prefix.length() + 1;
        if (value.length() != uuid + UUID_LENGTH || !value.startsWith(prefix) || value.charAt(prefix.length()) != '_') {
            return false;
        }
        for (int place = 0; place < UUID_LENGTH; place++) {
            char here = value.charAt(uuid + place);
            boolean dash = place == 8 || place == 13 || place == 18 || place == 23;
            if (dash ? here != '-' : !((here >= '0' && here <= '9') || (here >= 'a' && here <= 'f'))) {
                return false;
            }
        }
        return true;
    }

    /** A new id of the type {@code prefix}. */
    static String next(String prefix) {
        return prefix + "_" + UuidV7.next();
    }
}
