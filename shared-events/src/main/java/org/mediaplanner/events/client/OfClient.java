package org.mediaplanner.events.client;

import org.jspecify.annotations.Nullable;

/** What may belong to an advertiser. */
public interface OfClient {

    /** {@code null} for what is no advertiser's. */
    @Nullable
    ClientId clientId();
}
