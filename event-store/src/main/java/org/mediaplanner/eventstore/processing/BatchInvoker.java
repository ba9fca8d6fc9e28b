package org.mediaplanner.eventstore.processing;

import java.util.ArrayList;
import java.util.List;

import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.mediaplanner.eventstore.RecordedEvent;

/** Collects the events of a batch in its unit of work and hands them over together before it commits. */
record BatchInvoker(String processor, BatchListener listener, ProcessorFaults faults) implements EventHandlerInvoker {

    /** What a processor has done is done; a view is rebuilt beside it. */
    @Override
    public boolean supportsReset() {
        return false;
    }

    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
        return true;
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) {
        UnitOfWork<?> batch = CurrentUnitOfWork.get().root();
        List<RecordedEvent<?>> events = batch.getOrComputeResource(BatchInvoker.class.getName(), key -> {
            List<RecordedEvent<?>> collected = new ArrayList<>();
            batch.onPrepareCommit(unitOfWork -> flush(collected));
            return collected;
        });
        events.add(read(message));
    }

    private RecordedEvent<?> read(EventMessage<?> message) {
        try {
            return RecordedEvent.of(message);
        } catch (RuntimeException unreadable) {
            faults.note(processor, unreadable);
            throw unreadable;
        }
    }

    private void flush(List<RecordedEvent<?>> events) {
        try {
            unchecked(listener, List.copyOf(events));
        } catch (RuntimeException e) {
            faults.note(processor, e);
            throw e;
        }
        faults.over(processor);
    }

    /** Hands {@code events} to {@code listener} where no checked exception can be thrown on. */
    static void unchecked(BatchListener listener, List<RecordedEvent<?>> events) {
        try {
            listener.handle(events);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new BatchFailed(e);
        }
    }

    /** A listener threw a checked exception. */
    static final class BatchFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BatchFailed(Exception cause) {
            super(cause);
        }
    }
}
