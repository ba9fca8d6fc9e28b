package org.mediaplanner.events.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.mediaplanner.events.identity.PrefixedId;

/** A piece of long-running work. */
public record WorkflowId(String value) implements PrefixedId {

    public static final String PREFIX = "wfl";

    public WorkflowId {
        PrefixedId.require(PREFIX, value);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static WorkflowId of(String value) {
        return new WorkflowId(value);
    }

    public static WorkflowId next() {
        return new WorkflowId(PrefixedId.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
