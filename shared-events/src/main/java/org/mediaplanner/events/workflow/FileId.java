package org.mediaplanner.events.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.mediaplanner.events.identity.PrefixedId;

/** A file of bytes that a tenant keeps for a while. */
public record FileId(String value) implements PrefixedId {

    public static final String PREFIX = "fil";

    public FileId {
        PrefixedId.require(PREFIX, value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static FileId of(String value) {
        return new FileId(value);
    }

    public static FileId next() {
        return new FileId(PrefixedId.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
