package org.mediaplanner.eventstore.processing;

import io.micrometer.observation.Observation;
import java.util.Set;

/** The handling of a batch: it answers commands of many traces and is part of none of them. */
public final class BatchContext extends Observation.Context {

    private final Set<String> origins;

    BatchContext(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    /** The {@code traceparent} of each command that the batch comes from, up to a bound. */
    public Set<String> origins() {
        return origins;
    }
}
