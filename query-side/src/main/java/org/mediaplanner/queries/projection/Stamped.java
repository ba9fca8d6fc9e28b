package org.mediaplanner.queries.projection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.queries.projection.Table.Column;

/**
 * What an aggregate's events say, and when and by whom they were caused.
 *
 * @param version number of its events
 */
public record Stamped<S>(S state, long version, Instant createdAt, String createdBy, Instant updatedAt) {

    /** {@code before} with its new {@code state} after {@code recorded}. */
    public static <S> Stamped<S> after(@Nullable Stamped<S> before, S state, RecordedEvent<?> recorded) {
        return new Stamped<>(state, recorded.aggregateVersion(),
                before == null ? recorded.occurredAt() : before.createdAt(),
                before == null ? recorded.actorId() : before.createdBy(), recorded.occurredAt());
    }

    public static <S> @Nullable S stateOf(@Nullable Stamped<S> stamped) {
        return stamped == null ? null : stamped.state();
    }

    /** The columns of everything but what lists filter and sort by. */
    public static <S> List<Column<Stamped<S>>> columns() {
        return List.of(new Column<>("state", "json", stamped -> ViewJson.write(stamped.state())),
                new Column<>("version", "bigint", Stamped::version),
                new Column<>("created_at", "timestamptz", Stamped::createdAt),
                new Column<>("created_by", "text", Stamped::createdBy),
                new Column<>("updated_at", "timestamptz", Stamped::updatedAt));
    }

    /** Reads what {@link #columns} writes. */
    public static <S> Stamped<S> read(ResultSet row, Class<S> type) throws SQLException {
        return new Stamped<>(ViewJson.read(row.getString("state"), type), row.getLong("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(), row.getString("created_by"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
