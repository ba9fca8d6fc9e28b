package org.mediaplanner.eventstore.storage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.AggregateEvents;
import org.mediaplanner.eventstore.serialization.FreeTexts;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Aggregates by plain SQL, through the same serializer and upcasters as everything else. */
final class PostgresAggregateEvents implements AggregateEvents {

    /** For one; the same index is asked as below, without a plan that depends on how many there are. */
    private static final String ONE = StoredEvent.SELECT
            + "WHERE aggregate_id = ? AND tenant_id = ? AND sequence_number >= ? ORDER BY sequence_number";

    /** A lateral join is the one shape that can only look each aggregate up, whatever the statistics say. */
    private static final String MANY = """
            SELECT e.*
              FROM unnest(?::text[], ?::text[], ?::bigint[]) AS wanted (aggregate_id, tenant_id, first)
             CROSS JOIN LATERAL (%s
                    WHERE aggregate_id = wanted.aggregate_id AND tenant_id = wanted.tenant_id
                      AND sequence_number >= wanted.first ORDER BY sequence_number OFFSET 0) AS e
            """.formatted(StoredEvent.SELECT);

    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final EventUpcaster upcasters;
    private final FreeTexts texts;

    PostgresAggregateEvents(JdbcClient jdbc, Serializer serializer, EventUpcaster upcasters, FreeTexts texts) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.upcasters = upcasters;
        this.texts = texts;
    }

    @Override
    public List<DomainEventMessage<?>> read(AggregateRef aggregate, long from) {
        List<StoredEvent> rows = jdbc.sql(ONE).params(aggregate.aggregateId(), aggregate.tenantId().value(), from)
                .query((row, number) -> StoredEvent.of(row)).list();
        return messages(rows);
    }

    @Override
    public Map<AggregateRef, List<DomainEventMessage<?>>> read(Map<AggregateRef, Long> from) {
        if (from.size() == 1) {
            Map.Entry<AggregateRef, Long> only = from.entrySet().iterator().next();
            List<DomainEventMessage<?>> events = read(only.getKey(), only.getValue());
            return events.isEmpty() ? Map.of() : Map.of(only.getKey(), events);
        }
        Map<AggregateRef, List<StoredEvent>> rows = new HashMap<>();
        jdbc.sql(MANY)
                .param(column(from.keySet().stream().map(AggregateRef::aggregateId)))
                .param(column(from.keySet().stream().map(key -> key.tenantId().value())))
                .param(from.values().toArray(Long[]::new))
                .query(row -> {
                    StoredEvent event = StoredEvent.of(row);
                    AggregateRef key = new AggregateRef(TenantId.of(event.tenantId()), event.aggregateId());
                    rows.computeIfAbsent(key, first -> new ArrayList<>()).add(event);
                });
        Map<AggregateRef, List<DomainEventMessage<?>>> events = new HashMap<>();
        rows.forEach((key, ofOne) -> events.put(key, messages(ofOne)));
        return events;
    }

    private static String[] column(Stream<String> values) {
        return values.toArray(String[]::new);
    }

    private List<DomainEventMessage<?>> messages(List<StoredEvent> rows) {
        List<DomainEventMessage<?>> messages = new ArrayList<>(rows.size());
        EventStreamUtils.upcastAndDeserializeDomainEvents(rows.stream().map(row -> row.opened(texts)),
                serializer, upcasters).forEachRemaining(messages::add);
        return messages;
    }
}
