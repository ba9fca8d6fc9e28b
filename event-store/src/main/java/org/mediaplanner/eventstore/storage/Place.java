package org.mediaplanner.eventstore.storage;

/** Metadata that the store adds to each message that it reads: where and when the event was recorded. */
public final class Place {

    /** A {@code Long}. */
    public static final String GLOBAL_INDEX = "globalIndex";
    /** An {@code Instant} of the store's clock. */
    public static final String RECORDED_AT = "recordedAt";

    private Place() {}
}
