package org.mediaplanner.eventstore.processing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.mediaplanner.eventstore.processing.ProcessorStates.ProcessorState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Looks at the processors now and then: how fast each has been going, and figures that cost no question. */
@Component
public final class ProcessorPace implements SmartLifecycle {

    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final int LOOKS = 4;
    private static final Logger LOG = LoggerFactory.getLogger(ProcessorPace.class);

    private final ProcessorStates states;
    private final Deque<Look> looks = new ArrayDeque<>();
    private @Nullable ScheduledExecutorService thread;

    ProcessorPace(ProcessorStates states) {
        this.states = states;
    }

    private record Look(long nanos, Map<String, ProcessorState> states) {}

    /** How {@code processor} stood at the last look; {@code null} before the first. */
    public synchronized @Nullable ProcessorState last(String processor) {
        return looks.isEmpty() ? null : looks.getLast().states.get(processor);
    }

    /** Over the last looks, whatever node it ran on; 0 before there were two. */
    public synchronized double eventsPerSecond(String processor) {
        if (looks.size() < 2) {
            return 0;
        }
        Look first = looks.getFirst();
        Look last = looks.getLast();
        ProcessorState then = first.states.get(processor);
        ProcessorState now = last.states.get(processor);
        return then == null || now == null
                ? 0
                : Math.max(0, now.position() - then.position()) * (double) TimeUnit.SECONDS.toNanos(1)
                        / (last.nanos - first.nanos);
    }

    private void look() {
        try {
            List<ProcessorState> all = states.all();
            add(new Look(System.nanoTime(), all.stream().collect(Collectors.toMap(ProcessorState::processor,
                    state -> state))));
        } catch (DataAccessException | TransactionException away) {
            LOG.debug("Processors cannot be looked at", away);
        }
    }

    private synchronized void add(Look look) {
        looks.addLast(look);
        if (looks.size() > LOOKS) {
            looks.removeFirst();
        }
    }

    @Override
    public synchronized void start() {
        thread = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("processor-pace").factory());
        ScheduledFuture<?> _ = thread.scheduleWithFixedDelay(this::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
