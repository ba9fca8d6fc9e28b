package org.mediaplanner.eventstore.storage;

import java.util.Collection;
import java.util.List;

import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.EventLog;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.eventstore.serialization.EventSerializer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The log by plain SQL, through the same serializer and upcasters as everything else. */
final class PostgresEventLog implements EventLog {

    private static final String BETWEEN = StoredEvent.SELECT
            + "WHERE global_index > ? AND global_index <= ? ORDER BY global_index";
    private static final String BETWEEN_OF = StoredEvent.SELECT + """
            WHERE global_index > ? AND global_index <= ? AND payload_type || ' ' || payload_revision <> ALL (?)
            ORDER BY global_index
            """;
    private static final String AT = StoredEvent.SELECT + "WHERE global_index = ANY(?) ORDER BY global_index";
    private static final String OF_AGGREGATE = StoredEvent.SELECT
            + "WHERE aggregate_id = ? AND tenant_id = ? ORDER BY sequence_number";
    private static final String SETTLED = """
            SELECT global_index FROM event_store.domain_event
            WHERE recorded_at < statement_timestamp() - make_interval(secs => ?) ORDER BY global_index DESC LIMIT 1
            """;

    private final JdbcClient jdbc;
    private final EventDecoder decoder;
    private final EventSerializer serializer;

    PostgresEventLog(JdbcClient jdbc, EventDecoder decoder, EventSerializer serializer) {
        this.jdbc = jdbc;
        this.decoder = decoder;
        this.serializer = serializer;
    }

    @Override
    public List<RecordedEvent<?>> between(long after, long through) {
        return recorded(jdbc.sql(BETWEEN).param(after).param(through));
    }

    @Override
    public List<RecordedEvent<?>> between(long after, long through,
            Collection<Class<? extends DomainEvent>> families) {
        return recorded(jdbc.sql(BETWEEN_OF).param(after).param(through)
                .param(serializer.except(families).toArray(String[]::new)));
    }

    @Override
    public List<RecordedEvent<?>> at(Collection<Long> globalIndexes) {
        return recorded(jdbc.sql(AT).param(globalIndexes.toArray(Long[]::new)));
    }

    @Override
    public List<RecordedEvent<?>> ofAggregate(TenantId tenantId, String aggregateId) {
        return recorded(jdbc.sql(OF_AGGREGATE).param(aggregateId).param(tenantId.value()));
    }

    @Override
    public long settledIndex() {
        return jdbc.sql(SETTLED).param(LogReader.SETTLED.toSeconds()).query(Long.class).optional().orElse(0L);
    }

    private List<RecordedEvent<?>> recorded(JdbcClient.StatementSpec select) {
        return select.query((row, nr) -> StoredEvent.of(row)).list().stream().flatMap(decoder::decode).toList();
    }
}
