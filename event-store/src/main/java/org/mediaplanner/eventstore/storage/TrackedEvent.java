package org.mediaplanner.eventstore.storage;

import java.time.Instant;

import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedObject;

/** A row of the log and the token of a reader that has come up to it. */
record TrackedEvent(StoredEvent row, GapAwareTrackingToken token)
        implements
        DomainEventData<String>,
        TrackedEventData<String> {

    @Override
    public TrackingToken trackingToken() {
        return token;
    }

    @Override
    public String getEventIdentifier() {
        return row.getEventIdentifier();
    }

    @Override
    public Instant getTimestamp() {
        return row.getTimestamp();
    }

    @Override
    public SerializedObject<String> getMetaData() {
        return row.getMetaData();
    }

    @Override
    public SerializedObject<String> getPayload() {
        return row.getPayload();
    }

    @Override
    public String getType() {
        return row.getType();
    }

    @Override
    public String getAggregateIdentifier() {
        return row.getAggregateIdentifier();
    }

    @Override
    public long getSequenceNumber() {
        return row.getSequenceNumber();
    }
}
