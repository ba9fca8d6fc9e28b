package org.mediaplanner.events.client;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.mediaplanner.events.identity.PrefixedId;

/** An advertiser that a tenant works for. */
public record ClientId(String value) implements PrefixedId {

    public static final String PREFIX = "cli";

    public ClientId {
        PrefixedId.require(PREFIX, value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ClientId of(String value) {
        return new ClientId(value);
    }

    public static ClientId next() {
        return new ClientId(PrefixedId.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
