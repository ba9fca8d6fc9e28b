package org.mediaplanner.eventstore.token;

import org.mediaplanner.events.identity.UuidV7;

/** Under which this process holds processors. New with each start: process ids and host names repeat in containers. */
public record NodeName(String value) {

    public static NodeName next() {
        return new NodeName(UuidV7.next().toString());
    }
}
