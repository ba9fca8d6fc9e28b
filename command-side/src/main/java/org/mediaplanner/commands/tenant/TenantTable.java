package org.mediaplanner.commands.tenant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Counts as it is asked: an operator looks seldom, and what is counted beside the log could differ from it. */
@Service
class TenantTable implements TenantDirectory {

    private static final String SELECT = """
            SELECT t.tenant_id, t.name, t.suspended, t.deleting, t.requests_per_minute,
                   (SELECT count(*) FROM command_side.member m
                     WHERE m.tenant_id = t.tenant_id AND m.status <> 'INVITED') AS members,
                   coalesce((SELECT h.position FROM event_store.tenant_head h WHERE h.tenant_id = t.tenant_id), 0) AS events,
                   (SELECT count(*) FROM command_side.known_fact f WHERE f.tenant_id = t.tenant_id) AS facts,
                   (SELECT coalesce(sum(r.requests), 0)::bigint FROM command_side.request_count r
                     WHERE r.tenant_id = t.tenant_id AND r.day > (now() AT TIME ZONE 'UTC')::date - 30) AS requests
              FROM command_side.tenant t
            """;

    private final JdbcClient jdbc;

    TenantTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Listed> list(@Nullable TenantId after, int limit) {
        return jdbc.sql(SELECT + "WHERE t.tenant_id > ? ORDER BY t.tenant_id LIMIT ?")
                .params(after == null ? "" : after.value(), limit).query((row, number) -> listed(row)).list();
    }

    @Override
    public Optional<Listed> find(TenantId tenant) {
        return jdbc.sql(SELECT + "WHERE t.tenant_id = ?").param(tenant.value()).query((row, number) -> listed(row))
                .optional();
    }

    private static Listed listed(ResultSet row) throws SQLException {
        return new Listed(TenantId.of(row.getString("tenant_id")), row.getString("name"), row.getBoolean("suspended"),
                row.getBoolean("deleting"),
                row.getInt("requests_per_minute"), row.getLong("members"), row.getLong("events"),
                row.getLong("facts"), row.getLong("requests"));
    }
}
