package org.mediaplanner.eventstore.serialization;

import org.axonframework.common.IdentifierFactory;
import org.mediaplanner.events.identity.UuidV7;

/** Ids of Axon's messages, found by the service loader: in order of time, and without the lock of random UUIDs. */
public final class UuidV7Identifiers extends IdentifierFactory {

    @Override
    public String generateIdentifier() {
        return UuidV7.next().toString();
    }
}
