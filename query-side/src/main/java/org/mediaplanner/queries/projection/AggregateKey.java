package org.mediaplanner.queries.projection;

import java.util.List;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.queries.projection.Table.Column;

/** One aggregate of one tenant. */
public record AggregateKey(String tenantId, String id) {

    public static AggregateKey of(RecordedEvent<?> recorded) {
        return new AggregateKey(recorded.tenantId().value(), recorded.aggregateId());
    }

    /** The primary key of a table with a row for each aggregate. */
    public static List<Column<AggregateKey>> columns(String idColumn) {
        return List.of(new Column<>("tenant_id", "text", AggregateKey::tenantId),
                new Column<>(idColumn, "text", AggregateKey::id));
    }
}
