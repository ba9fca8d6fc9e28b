package org.mediaplanner.queries.rebuild;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.mediaplanner.eventstore.EventLog;
import org.mediaplanner.eventstore.RecordedEvent;

/** The log page by page: the next is read and understood while one is worked on. Never holds more than these two. */
final class LogPages implements AutoCloseable {

    private final EventLog log;
    private final int size;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(Thread.ofVirtual().name("log-pages")
            .factory());
    private CompletableFuture<List<RecordedEvent<?>>> ahead;

    /** From the first event after {@code globalIndex} on, {@code size} at a time. */
    LogPages(EventLog log, long globalIndex, int size) {
        this.log = log;
        this.size = size;
        this.ahead = read(globalIndex);
    }

    /** The next page; one that is not full is the last. */
    List<RecordedEvent<?>> next() {
        List<RecordedEvent<?>> page = join();
        ahead = page.size() < size
                ? CompletableFuture.completedFuture(List.of())
                : read(page.getLast().globalIndex());
        return page;
    }

    private CompletableFuture<List<RecordedEvent<?>>> read(long after) {
        return CompletableFuture.supplyAsync(() -> log.after(after, size), reader);
    }

    private List<RecordedEvent<?>> join() {
        try {
            return ahead.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
