package org.mediaplanner.eventstore.sequence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.PositionListener;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.eventstore.processing.BatchListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Gives each event its tenant's own position, in the order in which events become readable. The row lock on
 * {@code tenant_head} lets one sequencer after the other go on, and the unique index on {@code global_index} makes a
 * second position for an event impossible, whoever believes to hold the processor's segment.
 */
final class TenantSequencer implements BatchListener {

    private static final String ASSIGN = """
            WITH event AS (
                SELECT tenant_id, global_index, row_number() OVER (PARTITION BY tenant_id ORDER BY nr) AS nth,
                       count(*) OVER (PARTITION BY tenant_id) AS total
                FROM unnest(?::text[], ?::bigint[]) WITH ORDINALITY AS e (tenant_id, global_index, nr)
            ), head AS (
                INSERT INTO event_store.tenant_head AS head (tenant_id, position)
                SELECT tenant_id, count(*) FROM event GROUP BY tenant_id ORDER BY tenant_id
                ON CONFLICT (tenant_id) DO UPDATE SET position = head.position + excluded.position
                RETURNING tenant_id, position
            )
            INSERT INTO event_store.tenant_log (tenant_id, position, global_index)
            SELECT tenant_id, head.position - total + nth, global_index FROM event JOIN head USING (tenant_id)
            RETURNING tenant_id, position
            """;

    private static final Logger LOG = LoggerFactory.getLogger(TenantSequencer.class);

    private final JdbcTemplate jdbc;
    private final List<PositionListener> listeners;

    TenantSequencer(JdbcTemplate jdbc, List<PositionListener> listeners) {
        this.jdbc = jdbc;
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void handle(List<RecordedEvent<?>> batch) {
        Map<TenantId, Long> heads = new HashMap<>();
        jdbc.query(connection -> assign(connection, batch), row -> {
            heads.merge(TenantId.of(row.getString("tenant_id")), row.getLong("position"), Math::max);
        });
        afterCommit(() -> listeners.forEach(listener -> tell(listener, heads)));
    }

    private static void afterCommit(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }

    private static void tell(PositionListener listener, Map<TenantId, Long> heads) {
        try {
            listener.reached(heads);
        } catch (RuntimeException e) {
            LOG.warn("New positions could not be told", e);
        }
    }

    private static PreparedStatement assign(Connection connection, List<RecordedEvent<?>> batch) throws SQLException {
        PreparedStatement assign = connection.prepareStatement(ASSIGN);
        assign.setArray(1, connection.createArrayOf("text", batch.stream().map(event -> event.tenantId().value())
                .toArray()));
        assign.setArray(2, connection.createArrayOf("int8", batch.stream().map(RecordedEvent::globalIndex).toArray()));
        return assign;
    }
}
