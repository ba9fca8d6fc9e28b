package org.mediaplanner.eventstore.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.serialization.EventPlace;
import org.mediaplanner.eventstore.serialization.FreeTexts;

/** A row of {@code domain_event}. */
record StoredEvent(long globalIndex, String tenantId, String aggregateType, String aggregateId, long sequenceNumber,
        String eventId,
        String payloadType, String payloadRevision, String payload, String metadata, Instant occurredAt,
        Instant recordedAt) implements DomainEventData<String> {

    static final String SELECT = """
            SELECT global_index, tenant_id, aggregate_type, aggregate_id, sequence_number, event_id, payload_type,
                   payload_revision, payload, metadata, occurred_at, recorded_at
            FROM event_store.domain_event
            """;

    static StoredEvent of(ResultSet row) throws SQLException {
        return new StoredEvent(row.getLong("global_index"),
                row.getString("tenant_id"),
                row.getString("aggregate_type"),
                row.getString("aggregate_id"),
                row.getLong("sequence_number"),
                row.getString("event_id"),
                row.getString("payload_type"),
                row.getString("payload_revision"),
                row.getString("payload"),
                row.getString("metadata"),
                instant(row, "occurred_at"),
                instant(row, "recorded_at"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** The same with all that people typed readable. */
    StoredEvent opened(FreeTexts texts) {
        if (!FreeTexts.isSealed(payload)) {
            return this;
        }
        String plain = texts.opened(payload, new EventPlace(TenantId.of(tenantId), aggregateId, sequenceNumber,
                payloadType));
        return new StoredEvent(globalIndex, tenantId, aggregateType, aggregateId, sequenceNumber, eventId, payloadType,
                payloadRevision, plain, metadata, occurredAt, recordedAt);
    }

    /** What the store itself knows of the event; goes with the message, is never stored as metadata. */
    MetaData place() {
        return MetaData.with(Place.GLOBAL_INDEX, globalIndex).and(Place.RECORDED_AT, recordedAt);
    }

    @Override
    public String getEventIdentifier() {
        return eventId;
    }

    @Override
    public Instant getTimestamp() {
        return occurredAt;
    }

    @Override
    public SerializedObject<String> getMetaData() {
        return new SerializedMetaData<>(metadata, String.class);
    }

    @Override
    public SerializedObject<String> getPayload() {
        return new SimpleSerializedObject<>(payload, String.class, payloadType, payloadRevision);
    }

    @Override
    public String getType() {
        return aggregateType;
    }

    @Override
    public String getAggregateIdentifier() {
        return aggregateId;
    }

    @Override
    public long getSequenceNumber() {
        return sequenceNumber;
    }
}
