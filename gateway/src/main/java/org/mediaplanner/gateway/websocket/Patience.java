package org.mediaplanner.gateway.websocket;

import java.time.Duration;

/**
 * How long a connection waits for what.
 *
 * @param authentication for the first token
 * @param warning before a token ends, so that it can be renewed
 * @param reader for one who takes nothing
 */
record Patience(Duration authentication, Duration warning, Duration reader) {

    static final Patience USUAL = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(20));
}
