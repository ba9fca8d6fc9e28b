package org.mediaplanner.gateway.stream;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Tells all that is open that this node is about to end: the web server waits for requests, and streams have no end. */
@Component
public final class Closing implements SmartLifecycle {

    private final Sinks.Empty<Void> begun = Sinks.empty();
    private volatile boolean running;

    /** Completes when the node begins to end. */
    public Mono<Void> begun() {
        return begun.asMono();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        begun.tryEmitEmpty();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
