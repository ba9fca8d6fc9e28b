package org.mediaplanner.events.tenant;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.mediaplanner.events.identity.PrefixedId;

/** An organisation; everything but accounts belongs to exactly one. */
public record TenantId(String value) implements PrefixedId {

    public static final String PREFIX = "ten";

    public TenantId {
        PrefixedId.require(PREFIX, value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static TenantId of(String value) {
        return new TenantId(value);
    }

    public static TenantId next() {
        return new TenantId(PrefixedId.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
