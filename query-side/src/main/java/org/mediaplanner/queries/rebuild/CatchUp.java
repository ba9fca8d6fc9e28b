package org.mediaplanner.queries.rebuild;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.eventstore.EventLog;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.eventstore.token.TokenCoverage;
import org.mediaplanner.queries.rebuild.LogPages.Page;

/**
 * Brings a table from what it covers to exactly what a token of the live processor covers: an event that the live one
 * has still in a gap is left out, and taken in once the live one has it. Whatever a token covers can be read, so that
 * nothing need be waited for.
 */
final class CatchUp {

    static final int PAGE = 500;

    private final EventLog log;

    CatchUp(EventLog log) {
        this.log = log;
    }

    /** Takes the events of a page in. */
    @FunctionalInterface
    interface Sink {

        /** @param covered what the table covers with {@code events} */
        void take(List<RecordedEvent<?>> events, TokenCoverage covered);
    }

    /**
     * @param families of which the table is made
     * @param leftOut events that the table does without
     */
    void run(List<Class<? extends DomainEvent>> families, TokenCoverage from, TokenCoverage to, Set<Long> leftOut,
            Sink sink) {
        Set<Long> open = new HashSet<>(from.gaps());
        Set<Long> filled = new HashSet<>(from.gaps());
        filled.removeIf(gap -> !to.covers(gap));
        if (open.removeAll(filled)) {
            sink.take(log.at(filled).stream().filter(event -> wanted(event, to, leftOut)).toList(),
                    new TokenCoverage(from.index(), open));
        }
        if (from.index() < to.index()) {
            pages(families, from.index(), to, open, leftOut, sink);
        }
    }

    private void pages(List<Class<? extends DomainEvent>> families, long from, TokenCoverage to, Set<Long> open,
            Set<Long> leftOut, Sink sink) {
        try (LogPages pages = new LogPages(log, families, from, to.index(), PAGE)) {
            for (Optional<Page> next = pages.next(); next.isPresent(); next = pages.next()) {
                Page page = next.get();
                Set<Long> gaps = new HashSet<>(open);
                to.gaps().stream().filter(gap -> gap <= page.end()).forEach(gaps::add);
                sink.take(page.events().stream().filter(event -> wanted(event, to, leftOut)).toList(),
                        new TokenCoverage(page.end(), gaps));
            }
        }
    }

    private static boolean wanted(RecordedEvent<?> event, TokenCoverage to, Set<Long> leftOut) {
        return to.covers(event.globalIndex()) && !leftOut.contains(event.globalIndex());
    }
}
