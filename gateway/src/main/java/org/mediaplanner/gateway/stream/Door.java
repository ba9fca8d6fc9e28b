package org.mediaplanner.gateway.stream;

import java.util.Locale;

/** Through which followers come. */
public enum Door {

    SSE, WEBSOCKET, RSOCKET;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
