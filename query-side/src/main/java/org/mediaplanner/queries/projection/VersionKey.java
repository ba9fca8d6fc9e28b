package org.mediaplanner.queries.projection;

import java.util.List;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.queries.projection.Table.Column;

/** One event of one aggregate, for read models with a row for each. */
public record VersionKey(String tenantId, String id, long version) {

    public static VersionKey of(RecordedEvent<?> recorded) {
        return new VersionKey(recorded.tenantId().value(), recorded.aggregateId(), recorded.aggregateVersion());
    }

    public static List<Column<VersionKey>> columns(String idColumn) {
        return List.of(new Column<>("tenant_id", "text", VersionKey::tenantId),
                new Column<>(idColumn, "text", VersionKey::id),
                new Column<>("version", "bigint", VersionKey::version));
    }
}
