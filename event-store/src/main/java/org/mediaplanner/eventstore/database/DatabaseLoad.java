package org.mediaplanner.eventstore.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What PostgreSQL is at, as the writer may see it: who waits for a lock whoever holds it, but only the writer's own
 * transactions, since the server shows a role no others. One cheap question; calls block.
 */
@Component
public final class DatabaseLoad {

    private static final int PATIENCE_SECONDS = 1;

    private static final String LOOK = """
            WITH client AS (
                SELECT pid, xact_start FROM pg_stat_activity
                 WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
            ), waiting AS (
                SELECT pid, min(waitstart) AS since FROM pg_locks JOIN client USING (pid) WHERE NOT granted GROUP BY pid
            )
            SELECT (SELECT count(*) FROM waiting) AS lock_waits,
                   (SELECT coalesce(extract(epoch FROM clock_timestamp() - min(since)), 0) FROM waiting) AS lock_wait,
                   (SELECT coalesce(extract(epoch FROM clock_timestamp() - min(xact_start)), 0) FROM client) AS oldest,
                   (SELECT count(*) FROM client) AS connections,
                   (SELECT coalesce(max(global_index), 0) FROM event_store.domain_event) AS log_head,
                   pg_total_relation_size('event_store.domain_event') AS log_bytes
            """;

    private final JdbcTemplate jdbc;

    DatabaseLoad(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.jdbc.setQueryTimeout(PATIENCE_SECONDS);
    }

    /**
     * One look.
     *
     * @param lockWaits connections that wait for a lock
     * @param longestLockWait of them, in seconds
     * @param oldestTransaction of the writer, in seconds
     * @param connections of all roles to this database
     * @param logHead the index of the newest event
     * @param logBytes of the log with its indexes
     */
    public record Load(long lockWaits, double longestLockWait, double oldestTransaction, long connections,
            long logHead, long logBytes) {}

    public Load look() {
        return jdbc.query(LOOK, (row, number) -> load(row)).getFirst();
    }

    private static Load load(ResultSet row) throws SQLException {
        return new Load(row.getLong("lock_waits"), row.getDouble("lock_wait"), row.getDouble("oldest"),
                row.getLong("connections"), row.getLong("log_head"), row.getLong("log_bytes"));
    }
}
