package org.mediaplanner.queries.rebuild;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.eventstore.EventLog;
import org.mediaplanner.eventstore.RecordedEvent;

/**
 * The log in pages of so many indexes each, in order: the next ones are read and understood side by side while one is
 * worked on. Never holds more than these.
 */
final class LogPages implements AutoCloseable {

    private static final int AHEAD = 2;

    private final EventLog log;
    private final List<Class<? extends DomainEvent>> families;
    private final int size;
    private final long through;
    private final ExecutorService readers = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("log-pages-", 0)
            .factory());
    private final Deque<CompletableFuture<Page>> ahead = new ArrayDeque<>();
    private long asked;

    /** The events of {@code families} above the index {@code after}, {@code through} being the last. */
    LogPages(EventLog log, List<Class<? extends DomainEvent>> families, long after, long through, int size) {
        this.log = log;
        this.families = families;
        this.size = size;
        this.through = through;
        this.asked = after;
        for (int i = 0; i < AHEAD; i++) {
            ask();
        }
    }

    /**
     * What was found in a stretch of indexes: nothing at all where none of them can be read.
     *
     * @param end the last index of the stretch
     */
    record Page(List<RecordedEvent<?>> events, long end) {}

    /** The next page; empty behind the last. */
    Optional<Page> next() {
        CompletableFuture<Page> page = ahead.poll();
        if (page == null) {
            return Optional.empty();
        }
        ask();
        try {
            return Optional.of(page.join());
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private void ask() {
        if (asked < through) {
            long after = asked;
            long end = Math.min(through, after + size);
            asked = end;
            ahead.add(CompletableFuture.supplyAsync(() -> new Page(log.between(after, end, families), end), readers));
        }
    }

    @Override
    public void close() {
        readers.close();
    }
}
