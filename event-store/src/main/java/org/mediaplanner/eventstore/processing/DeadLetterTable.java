package org.mediaplanner.eventstore.processing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.identity.PrefixedId;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.eventstore.processing.DeadLetter.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code dead_letter}. Calls block. */
@Repository
class DeadLetterTable {

    private static final String SELECT = """
            SELECT id, processor_name, global_index, dead_letter.tenant_id, aggregate_id, event_type, position, error,
                   attempts, state, reason, parked_at
              FROM event_store.dead_letter LEFT JOIN event_store.tenant_log USING (global_index)
            """;

    private final JdbcClient jdbc;

    DeadLetterTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that wait, of {@code tenant} or of all, the oldest first, behind {@code after}. */
    List<DeadLetter> parked(@Nullable TenantId tenant, @Nullable String after, int limit) {
        return jdbc.sql(SELECT + """
                 WHERE state = 'PARKED' AND (:tenant::text IS NULL OR dead_letter.tenant_id = :tenant)
                   AND (:after::text IS NULL OR (parked_at, global_index, id) > (
                        SELECT parked_at, global_index, id FROM event_store.dead_letter WHERE id = :after))
                 ORDER BY parked_at, global_index, id LIMIT :limit
                """).param("tenant", tenant == null ? null : tenant.value()).param("after", after)
                .param("limit", limit).query((row, number) -> read(row)).list();
    }

    Optional<DeadLetter> find(String id) {
        return jdbc.sql(SELECT + "WHERE id = ?").param(id).query((row, number) -> read(row)).optional();
    }

    /** Those of one aggregate that wait for {@code processor}, in order. */
    List<DeadLetter> sequence(String processor, String aggregateId) {
        return jdbc.sql(SELECT + """
                 WHERE processor_name = ? AND aggregate_id = ? AND state = 'PARKED' ORDER BY global_index
                """).params(processor, aggregateId).query((row, number) -> read(row)).list();
    }

    long count(@Nullable TenantId tenant) {
        return jdbc.sql("""
                SELECT count(*) FROM event_store.dead_letter
                 WHERE state = 'PARKED' AND (:tenant::text IS NULL OR tenant_id = :tenant)
                """).param("tenant", tenant == null ? null : tenant.value()).query(Long.class).single();
    }

    long count(String processor) {
        return jdbc.sql("SELECT count(*) FROM event_store.dead_letter WHERE processor_name = ? AND state = 'PARKED'")
                .param(processor).query(Long.class).single();
    }

    /** How many wait, by processor; without those for which none does. */
    Map<String, Long> counts() {
        return jdbc.sql("""
                SELECT processor_name, count(*) AS letters FROM event_store.dead_letter WHERE state = 'PARKED'
                 GROUP BY processor_name
                """).query((row, number) -> Map.entry(row.getString("processor_name"), row.getLong("letters"))).list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The aggregates of which events wait for {@code processor}. */
    Set<String> aggregates(String processor) {
        return jdbc.sql("""
                SELECT DISTINCT aggregate_id FROM event_store.dead_letter WHERE processor_name = ? AND state = 'PARKED'
                """).param(processor).query(String.class).set();
    }

    Set<Long> dismissed(String processor) {
        return jdbc.sql("""
                SELECT global_index FROM event_store.dead_letter WHERE processor_name = ? AND state = 'DISMISSED'
                """).param(processor).query(Long.class).set();
    }

    void park(String processor, Collection<RecordedEvent<?>> events, String error, int attempts) {
        for (RecordedEvent<?> event : events) {
            jdbc.sql("""
                    INSERT INTO event_store.dead_letter (id, processor_name, global_index, tenant_id, aggregate_id,
                                                         event_type, error, attempts, state)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'PARKED')
                        ON CONFLICT (processor_name, global_index) DO UPDATE SET state = 'PARKED',
                           error = excluded.error, attempts = excluded.attempts, parked_at = now(), reason = NULL,
                           decided_by = NULL, decided_at = NULL
                    """).params(PrefixedId.next("dlt"), processor, event.globalIndex(), event.tenantId().value(),
                    event.aggregateId(), event.type(), error, attempts).update();
        }
    }

    void failedAgain(String id, String error) {
        jdbc.sql("UPDATE event_store.dead_letter SET error = ?, attempts = attempts + 1 WHERE id = ?")
                .params(error, id).update();
    }

    /** Ends the waiting of one. @return false where it does not wait any more */
    boolean settle(String id, State state, @Nullable String reason, String by) {
        return jdbc.sql("""
                UPDATE event_store.dead_letter SET state = ?, reason = ?, decided_by = ?, decided_at = now()
                 WHERE id = ? AND state = 'PARKED'
                """).param(state.name()).param(reason).param(by).param(id).update() > 0;
    }

    private static DeadLetter read(ResultSet row) throws SQLException {
        return new DeadLetter(row.getString("id"), row.getString("processor_name"), row.getLong("global_index"),
                TenantId.of(row.getString("tenant_id")), row.getString("aggregate_id"), row.getString("event_type"),
                row.getObject("position", Long.class), row.getString("error"), row.getInt("attempts"),
                State.valueOf(row.getString("state")), row.getString("reason"),
                row.getObject("parked_at", OffsetDateTime.class).toInstant());
    }
}
