package org.mediaplanner.eventstore.consistency;

import java.util.List;

/** Compares one thing that was derived from the log with the log. Changes nothing, and hinders nobody. */
public interface ConsistencyCheck {

    /** Stable, as people are told. */
    String name();

    /** May take as long as reading the whole log does. */
    Finding run() throws InterruptedException;

    /** Checks that are known only when they are asked for. */
    @FunctionalInterface
    interface Source {

        List<ConsistencyCheck> checks();
    }
}
