package org.mediaplanner.eventstore.processing;

import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.mediaplanner.eventstore.RecordedEvent;

/** Hands each event to its listener. */
record EventInvoker(String processor, EventListener listener, ProcessorFaults faults) implements EventHandlerInvoker {

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
    public void handle(EventMessage<?> message, Segment segment) throws Exception {
        try {
            listener.handle(RecordedEvent.of(message));
        } catch (Exception e) {
            faults.note(processor, e);
            throw e;
        }
        faults.over(processor);
    }
}
