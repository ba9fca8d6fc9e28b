package org.mediaplanner.eventstore.processing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.mediaplanner.eventstore.RecordedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Goes on past an event that cannot be handled: it is parked as a dead letter, and later ones of its aggregate behind
 * it, in the transaction of the token. A batch that failed comes again, and is then taken apart, each half behind a savepoint, until what fails stands alone.
 */
final class ParkingListener implements BatchListener {

    /** How often the whole batch is tried before it is taken apart: what passes is told by its kind, not by waiting. */
    static final int ATTEMPTS = 1;

    /** More than this is no event's fault: the processor stops instead. */
    static final int AT_MOST = 1_000;

    private static final String WAITS = "Waits for an earlier event of its aggregate";
    private static final Logger LOG = LoggerFactory.getLogger(ParkingListener.class);

    private final String processor;
    private final BatchListener listener;
    private final DeadLetterTable letters;
    private final TransactionTemplate savepoint;
    private int failures;
    private boolean begun;
    private boolean nothingIsParked;

    /** @param savepoint nested in the transaction of the batch */
    ParkingListener(String processor, BatchListener listener, DeadLetterTable letters, TransactionTemplate savepoint) {
        this.processor = processor;
        this.listener = listener;
        this.letters = letters;
        this.savepoint = savepoint;
    }

    /** More was parked than can be any event's own fault. */
    static final class TooManyParked extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        TooManyParked(String last) {
            super("More than " + AT_MOST + " dead letters; the last failed on " + last);
        }
    }

    @Override
    public boolean concerns(RecordedEvent<?> event) {
        return listener.concerns(event);
    }

    @Override
    public void begin() {
        begun = true;
        nothingIsParked = false;
        listener.begin();
    }

    @Override
    public void handle(List<RecordedEvent<?>> batch) throws Exception {
        // The token's row is locked by now, as it is by whoever retries: what waits cannot change meanwhile.
        Set<String> parked = nothingIsParked ? new HashSet<>() : new HashSet<>(letters.aggregates(processor));
        // Only who has the processor parks for it: what it knows stays true until it parks, or has it anew.
        nothingIsParked = begun && parked.isEmpty();
        List<RecordedEvent<?>> free = withoutParked(batch, parked);
        if (failures >= ATTEMPTS) {
            takeApart(free, parked);
        } else if (!free.isEmpty()) {
            whole(free);
        }
        failures = 0;
    }

    private void whole(List<RecordedEvent<?>> events) throws Exception {
        try {
            listener.handle(events);
        } catch (Exception e) {
            failures += Failures.isOfTheEvent(e) ? 1 : 0;
            throw e;
        }
    }

    /** Parks those of {@code events} that have to wait, and leaves the others. */
    private List<RecordedEvent<?>> withoutParked(List<RecordedEvent<?>> events, Set<String> parked) {
        if (parked.isEmpty()) {
            return events;
        }
        List<RecordedEvent<?>> free = new ArrayList<>(events);
        free.removeIf(event -> parked.contains(event.aggregateId()));
        park(events.stream().filter(event -> parked.contains(event.aggregateId())).toList(), WAITS, 0);
        return free;
    }

    private void takeApart(List<RecordedEvent<?>> events, Set<String> parked) throws Exception {
        List<RecordedEvent<?>> free = withoutParked(events, parked);
        if (free.isEmpty()) {
            return;
        }
        try {
            inSavepoint(free);
        } catch (Exception e) {
            if (!Failures.isOfTheEvent(e)) {
                throw e;
            }
            if (free.size() == 1) {
                LOG.error("{} parks event {} of {}", processor, free.getFirst().globalIndex(),
                        free.getFirst().aggregateId(), e);
                parked.add(free.getFirst().aggregateId());
                park(free, Failures.describe(e), ATTEMPTS + 1);
            } else {
                takeApart(free.subList(0, free.size() / 2), parked);
                takeApart(free.subList(free.size() / 2, free.size()), parked);
            }
        }
    }

    private void inSavepoint(List<RecordedEvent<?>> events) {
        savepoint.executeWithoutResult(status -> BatchInvoker.unchecked(listener, events));
    }

    private void park(List<RecordedEvent<?>> events, String error, int attempts) {
        if (events.isEmpty()) {
            return;
        }
        nothingIsParked = false;
        letters.park(processor, events, error, attempts);
        if (letters.count(processor) > AT_MOST) {
            throw new TooManyParked(error);
        }
    }
}
