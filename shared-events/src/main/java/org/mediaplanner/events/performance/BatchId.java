package org.mediaplanner.events.performance;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.mediaplanner.events.identity.PrefixedId;

/** Facts, outcomes or rates that came in together: a stream of their own. */
public record BatchId(String value) implements PrefixedId {

    public static final String PREFIX = "prf";

    public BatchId {
        PrefixedId.require(PREFIX, value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static BatchId of(String value) {
        return new BatchId(value);
    }

    public static BatchId next() {
        return new BatchId(PrefixedId.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
