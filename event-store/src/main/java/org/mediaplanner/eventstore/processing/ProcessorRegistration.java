package org.mediaplanner.eventstore.processing;

import java.util.function.UnaryOperator;

import org.axonframework.eventhandling.EventHandlerInvoker;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.eventstore.RecordedEvent;

/**
 * A listener and the name under which its token is kept. A module declares one as a bean for each processor that it
 * wants; the processor begins at the first event there is and never skips one unseen.
 */
public final class ProcessorRegistration {

    private final String name;
    private final @Nullable BatchListener batches;
    private final @Nullable EventListener events;
    private final boolean parks;
    private final boolean folds;

    private ProcessorRegistration(String name, @Nullable BatchListener batches, @Nullable EventListener events,
            boolean parks, boolean folds) {
        this.name = name;
        this.batches = batches;
        this.events = events;
        this.parks = parks;
        this.folds = folds;
    }

    /**
     * A processor whose listener only writes rows, and many of them: it is led through the log by a
     * {@link LogFollower} rather than by one of Axon's processors. It stops at a failure. A commit is on the disk: what
     * it writes may be told to others, who must find the same again.
     */
    public static ProcessorRegistration folding(String name, BatchListener listener) {
        return new ProcessorRegistration(name, listener, null, false, true);
    }

    /**
     * As {@link #folding}, but an event that fails becomes a {@link DeadLetter}, and later ones of its aggregate
     * behind it: for listeners to which aggregates are nothing to each other, and whose rows are the same however often
     * they are folded. Commits are not waited for, see {@link PageTransaction}.
     */
    public static ProcessorRegistration foldingWithDeadLetters(String name, BatchListener listener) {
        return new ProcessorRegistration(name, listener, null, true, true);
    }

    /** A processor whose listener gets each batch as a whole: for whatever acts on them. It stops at a failure. */
    public static ProcessorRegistration ofBatches(String name, BatchListener listener) {
        return new ProcessorRegistration(name, listener, null, false, false);
    }

    /**
     * As {@link #ofBatches}, but an event that fails becomes a {@link DeadLetter}, and later ones of its aggregate
     * behind it: for listeners to which aggregates are nothing to each other.
     */
    public static ProcessorRegistration ofBatchesWithDeadLetters(String name, BatchListener listener) {
        return new ProcessorRegistration(name, listener, null, true, false);
    }

    /** A processor whose listener gets each event by itself: for whatever sends commands. It stops at a failure. */
    public static ProcessorRegistration ofEvents(String name, EventListener listener) {
        return new ProcessorRegistration(name, null, listener, false, false);
    }

    public String name() {
        return name;
    }

    /** Whether {@code event} is of interest. */
    boolean concerns(RecordedEvent<?> event) {
        return batches == null || batches.concerns(event);
    }

    /** Whether a {@link LogFollower} leads it. */
    boolean folds() {
        return folds;
    }

    /** Whether what a database server lost of its rows may be folded once more. */
    boolean foldsAgain() {
        return folds && parks;
    }

    /** @see #invoker */
    BatchListener listener(UnaryOperator<BatchListener> parking, UnaryOperator<BatchListener> observing) {
        if (batches == null) {
            throw new IllegalStateException(name + " has no listener for batches");
        }
        return observing.apply(parks ? parking.apply(batches) : batches);
    }

    /** @throws IllegalStateException where the processor has no dead letters */
    BatchListener parkingListener() {
        if (!parks || batches == null) {
            throw new IllegalStateException(name + " has no dead letters");
        }
        return batches;
    }

    /**
     * What Axon hands events to.
     *
     * @param parking what makes a listener park what fails
     * @param observing what makes it known how long a batch takes
     */
    EventHandlerInvoker invoker(ProcessorFaults faults, UnaryOperator<BatchListener> parking,
            UnaryOperator<BatchListener> observing) {
        if (batches != null) {
            return new BatchInvoker(name, listener(parking, observing), faults);
        }
        if (events != null) {
            return new EventInvoker(name, events, faults);
        }
        throw new IllegalStateException(name + " has no listener");
    }
}
