package org.mediaplanner.bench.crash;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What clients were told and what they must find again: for each thing, how often it was changed with an answer. */
final class Journal {

    private final Map<String, Expected> things = new LinkedHashMap<>();
    private final List<Work> work = new ArrayList<>();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong sentAgain = new AtomicLong();

    /**
     * One campaign or ledger.
     *
     * @param version number of changes that were acknowledged, its creation among them
     * @param cents a ledger's money, all payments acknowledged; 0 for a campaign
     * @param allocated cents of it that were given to campaigns
     */
    record Expected(String token, String path, long version, long cents, long allocated) {}

    /** Long work that was taken in. */
    record Work(String token, String path) {}

    synchronized void expect(Expected thing) {
        things.put(thing.path(), thing);
        acknowledged.incrementAndGet();
    }

    synchronized Map<String, Expected> things() {
        return Map.copyOf(things);
    }

    synchronized void begun(Work begun) {
        work.add(begun);
        acknowledged.incrementAndGet();
    }

    synchronized List<Work> work() {
        return List.copyOf(work);
    }

    void again() {
        sentAgain.incrementAndGet();
    }

    long acknowledged() {
        return acknowledged.get();
    }

    long sentAgain() {
        return sentAgain.get();
    }
}
