package org.mediaplanner.events.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.mediaplanner.events.identity.PrefixedId;

/** A person's account, above tenants. */
public record UserId(String value) implements PrefixedId {

    public static final String PREFIX = "usr";

    public UserId {
        PrefixedId.require(PREFIX, value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static UserId of(String value) {
        return new UserId(value);
    }

    public static UserId next() {
        return new UserId(PrefixedId.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
