package org.mediaplanner.eventstore.storage;

import java.util.concurrent.atomic.LongAdder;

/** What this node has appended since it started. */
public final class AppendCounts {

    private final LongAdder events = new LongAdder();
    private final LongAdder conflicts = new LongAdder();

    void appended(int count) {
        events.add(count);
    }

    void conflict() {
        conflicts.increment();
    }

    /** Events written; those of a transaction that was rolled back later are among them. */
    public long events() {
        return events.sum();
    }

    /** Appends that came too late for the version that they wanted. */
    public long conflicts() {
        return conflicts.sum();
    }
}
