package org.mediaplanner.gateway.stream;

/** What a follower gets. */
public sealed interface Signal {

    /** In the tenant's log. */
    long position();

    /**
     * A delivery.
     *
     * @param type of the event
     * @param json the envelope, as it is written at every door
     */
    record Delivery(long position, String type, String json) implements Signal {}

    /** All that there was when the follower came has been delivered; from here on it is live. */
    record CaughtUp(long position) implements Signal {}
}
