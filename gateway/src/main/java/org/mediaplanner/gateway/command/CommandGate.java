package org.mediaplanner.gateway.command;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.mediaplanner.gateway.problem.Fault;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;

/**
 * Where blocking work leaves the event loop: each piece on a virtual thread of its own, a bounded number at a time,
 * a bounded number waiting. Whoever comes when the waiting room is full, or has waited too long, is sent away at
 * once with 503, which keeps the answers of the others quick.
 */
public final class CommandGate implements AutoCloseable {

    private final ExecutorService threads;
    private final Semaphore waitingRoom;
    private final Semaphore desks;
    private final Duration patience;
    private final String name;
    private final int allDesks;
    private final int room;
    private final LongAdder sentAway = new LongAdder();

    /**
     * @param desks pieces of work at a time
     * @param waiting pieces that may wait for a desk
     * @param patience how long each may wait
     */
    public CommandGate(String name, int desks, int waiting, Duration patience) {
        this.threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-", 0).factory());
        this.desks = new Semaphore(desks);
        this.waitingRoom = new Semaphore(desks + waiting);
        this.patience = patience;
        this.name = name;
        this.allDesks = desks;
        this.room = desks + waiting;
    }

    public String name() {
        return name;
    }

    /** Pieces of work that may be done at a time. */
    public int desks() {
        return allDesks;
    }

    /** Pieces of work that are being done. */
    public int busy() {
        return allDesks - desks.availablePermits();
    }

    /** Pieces of work that wait for a desk. */
    public int waiting() {
        return Math.max(0, room - waitingRoom.availablePermits() - busy());
    }

    /** How many have been sent away so far. */
    public long sentAway() {
        return sentAway.sum();
    }

    /**
     * The answer of {@code work}. Once begun it is carried out even when the caller goes away: an interrupted thread
     * would close its database connection, and the outcome is kept for the caller's next try.
     */
    public <T> Mono<T> through(Callable<T> work) {
        return Mono.deferContextual(context -> {
            if (!waitingRoom.tryAcquire()) {
                return Mono.error(overloaded());
            }
            // What is measured of the work belongs to what is measured of the request.
            Optional<Observation> request = context.getOrEmpty(ObservationThreadLocalAccessor.KEY);
            return Mono.fromFuture(CompletableFuture.supplyAsync(() -> request.isEmpty()
                    ? atDesk(work)
                    : request.get().scoped(() -> atDesk(work)), threads), true);
        }).onErrorMap(CompletionException.class, wrapped -> wrapped.getCause() == null ? wrapped : wrapped.getCause());
    }

    private <T> T atDesk(Callable<T> work) {
        try {
            if (!desks.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw overloaded();
            }
            try {
                return work.call();
            } finally {
                desks.release();
            }
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new CompletionException(failure);
        } finally {
            waitingRoom.release();
        }
    }

    private RuntimeException overloaded() {
        sentAway.increment();
        return Fault
                .of(HttpStatus.SERVICE_UNAVAILABLE, "overloaded",
                        "There is more to do here than can be done; try again")
                .retryAfter(1).raised();
    }

    /** Waits for what has been begun. */
    @Override
    public void close() {
        threads.close();
    }
}
