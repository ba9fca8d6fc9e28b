package org.mediaplanner.eventstore.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes the events of one command in one statement, and in their order. */
final class Appender {

    private static final String INSERT = """
            INSERT INTO event_store.domain_event (tenant_id, aggregate_id, sequence_number, aggregate_type, event_id,
                payload_type, payload_revision, payload, metadata, occurred_at)
            SELECT tenant_id, aggregate_id, sequence_number, aggregate_type, event_id, payload_type,
                   payload_revision, payload::jsonb, metadata::jsonb, occurred_at
            FROM unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::uuid[], ?::text[], ?::integer[], ?::text[],
                        ?::text[], ?::timestamptz[])
                 WITH ORDINALITY AS e (tenant_id, aggregate_id, sequence_number, aggregate_type, event_id,
                     payload_type, payload_revision, payload, metadata, occurred_at, nr)
            ORDER BY nr
            RETURNING global_index
            """;

    private final JdbcTemplate jdbc;
    private final AppendCounts counts;

    Appender(JdbcTemplate jdbc, AppendCounts counts) {
        this.jdbc = jdbc;
        this.counts = counts;
    }

    /**
     * @return the store's index of each event
     * @throws ConcurrencyException when another append took a version first: deciding again may succeed
     * @throws AggregateStreamCreationException when a stream that these events begin exists already
     */
    List<Long> append(List<NewEvent> events) {
        try {
            List<Long> indexes = jdbc.query(connection -> insert(connection, events), (row, nr) -> row.getLong(1));
            counts.appended(events.size());
            return indexes;
        } catch (DuplicateKeyException e) {
            counts.conflict();
            throw conflict(events, e);
        }
    }

    private static PreparedStatement insert(Connection connection, List<NewEvent> events) throws SQLException {
        PreparedStatement insert = connection.prepareStatement(INSERT);
        set(insert, 1, "text", events, NewEvent::tenantId);
        set(insert, 2, "text", events, NewEvent::aggregateId);
        set(insert, 3, "int8", events, NewEvent::sequenceNumber);
        set(insert, 4, "text", events, NewEvent::aggregateType);
        set(insert, 5, "uuid", events, NewEvent::eventId);
        set(insert, 6, "text", events, NewEvent::payloadType);
        set(insert, 7, "int4", events, NewEvent::payloadRevision);
        set(insert, 8, "text", events, NewEvent::payload);
        set(insert, 9, "text", events, NewEvent::metadata);
        set(insert, 10, "timestamptz", events, event -> event.occurredAt().toString());
        return insert;
    }

    private static void set(PreparedStatement insert, int parameter, String type, List<NewEvent> events,
            Function<NewEvent, Object> column) throws SQLException {
        insert.setArray(parameter, insert.getConnection().createArrayOf(type, events.stream().map(column).toArray()));
    }

    private static RuntimeException conflict(List<NewEvent> events, DuplicateKeyException cause) {
        String message = "Version " + (events.getFirst().sequenceNumber() + 1) + " of " + events.getFirst()
                .aggregateId() + " was taken by another append";
        List<String> begun = events.stream().filter(event -> event.sequenceNumber() == 0).map(NewEvent::aggregateId)
                .toList();
        boolean allBegin = events.stream().allMatch(event -> begun.contains(event.aggregateId()));
        return allBegin
                ? new AggregateStreamCreationException(message, cause)
                : new ConcurrencyException(message, cause);
    }
}
