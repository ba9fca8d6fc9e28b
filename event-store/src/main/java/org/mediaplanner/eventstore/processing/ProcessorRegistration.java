package org.mediaplanner.eventstore.processing;

import org.axonframework.eventhandling.EventHandlerInvoker;

/**
 * A listener and the name under which its token is kept. A module declares one as a bean for each processor that it
 * wants; the processor begins at the first event there is and never skips one.
 */
public final class ProcessorRegistration {

    private final String name;
    private final EventHandlerInvoker invoker;

    private ProcessorRegistration(String name, EventHandlerInvoker invoker) {
        this.name = name;
        this.invoker = invoker;
    }

    /** A processor whose listener gets each batch as a whole: for whatever writes many rows. */
    public static ProcessorRegistration ofBatches(String name, BatchListener listener) {
        return new ProcessorRegistration(name, new BatchInvoker(listener));
    }

    /** A processor whose listener gets each event by itself: for whatever sends commands. */
    public static ProcessorRegistration ofEvents(String name, EventListener listener) {
        return new ProcessorRegistration(name, new EventInvoker(listener));
    }

    public String name() {
        return name;
    }

    EventHandlerInvoker invoker() {
        return invoker;
    }
}
