package org.mediaplanner.eventstore.consistency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.identity.PrefixedId;
import org.mediaplanner.eventstore.token.NodeName;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The runs that were asked for, one at a time over all nodes. Calls block. */
@Repository
public class ConsistencyRuns {

    /** A node that is silent for so long has died; another makes its run from the beginning. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SELECT = """
            SELECT id, requested_by, requested_at, ended_at, total, findings FROM event_store.consistency_run
            """;

    private final JdbcClient jdbc;
    private final String node;

    ConsistencyRuns(JdbcClient jdbc, NodeName node) {
        this.jdbc = jdbc;
        this.node = node.value();
    }

    /** Asks for one; the one that runs, where one does. */
    public ConsistencyRun begin(String by) {
        jdbc.sql("""
                INSERT INTO event_store.consistency_run (id, requested_by) VALUES (?, ?)
                    ON CONFLICT ((true)) WHERE ended_at IS NULL DO NOTHING
                """).params(PrefixedId.next("chk"), by).update();
        return jdbc.sql(SELECT + "ORDER BY ended_at IS NOT NULL, requested_at DESC LIMIT 1")
                .query((row, number) -> read(row)).single();
    }

    public Optional<ConsistencyRun> find(String id) {
        return jdbc.sql(SELECT + "WHERE id = ?").param(id).query((row, number) -> read(row)).optional();
    }

    /** The last ones, the newest first. */
    public List<ConsistencyRun> newest(int limit) {
        return jdbc.sql(SELECT + "ORDER BY requested_at DESC LIMIT ?").param(limit)
                .query((row, number) -> read(row)).list();
    }

    /**
     * What is known of the whole.
     *
     * @param differences of the newest run that ended; {@code null} where none has
     * @param seconds since the newest one with every check made was asked for, or else since the first event
     */
    public record Standing(@Nullable Long differences, double seconds) {}

    public Standing standing() {
        return jdbc
                .sql("""
                        SELECT (SELECT jsonb_path_query_array(findings, '$[*].differences') FROM event_store.consistency_run
                                 WHERE ended_at IS NOT NULL ORDER BY requested_at DESC LIMIT 1)::text AS differences,
                               coalesce(extract(epoch FROM now() - coalesce(
                                   (SELECT max(requested_at) FROM event_store.consistency_run
                                     WHERE ended_at IS NOT NULL AND NOT jsonb_path_exists(findings, '$[*].failure ? (@ != null)')),
                                   (SELECT recorded_at FROM event_store.domain_event ORDER BY global_index LIMIT 1))), 0)
                                   AS seconds
                        """)
                .query((row, number) -> {
                    String differences = row.getString("differences");
                    return new Standing(differences == null
                            ? null
                            : LongStream.of(JSON.readValue(differences, long[].class))
                                    .sum(),
                            row.getDouble("seconds"));
                }).single();
    }

    /** Asks for one where the last one, or else the first event, is older than {@code every}. */
    void beginDue(Duration every) {
        jdbc.sql(
                """
                        INSERT INTO event_store.consistency_run (id, requested_by)
                        SELECT ?, 'schedule'
                          FROM (SELECT coalesce((SELECT max(requested_at) FROM event_store.consistency_run),
                                                (SELECT recorded_at FROM event_store.domain_event ORDER BY global_index LIMIT 1))
                                       AS last) AS before
                         WHERE last < now() - ? * interval '1 millisecond'
                            ON CONFLICT ((true)) WHERE ended_at IS NULL DO NOTHING
                        """)
                .params(PrefixedId.next("chk"), every.toMillis()).update();
    }

    /** One that nobody makes becomes this node's. */
    Optional<ConsistencyRun> take() {
        return jdbc.sql("""
                UPDATE event_store.consistency_run
                   SET owner = ?, leased_until = now() + ? * interval '1 millisecond', total = 0, findings = '[]'
                 WHERE ended_at IS NULL AND (leased_until IS NULL OR leased_until < now())
                RETURNING id, requested_by, requested_at, ended_at, total, findings
                """).params(node, LEASE.toMillis()).query((row, number) -> read(row)).optional();
    }

    /** Whether the run is still this node's. */
    boolean renew(String id) {
        return jdbc.sql("""
                UPDATE event_store.consistency_run SET leased_until = now() + ? * interval '1 millisecond'
                 WHERE id = ? AND owner = ?
                """).params(LEASE.toMillis(), id, node).update() > 0;
    }

    void found(String id, int total, List<Finding> findings) {
        jdbc.sql("UPDATE event_store.consistency_run SET total = ?, findings = ?::jsonb WHERE id = ? AND owner = ?")
                .params(total, JSON.writeValueAsString(findings), id, node).update();
    }

    void end(String id) {
        jdbc.sql("UPDATE event_store.consistency_run SET ended_at = now() WHERE id = ? AND owner = ?")
                .params(id, node).update();
    }

    private static ConsistencyRun read(ResultSet row) throws SQLException {
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new ConsistencyRun(row.getString("id"), row.getString("requested_by"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant(), row.getInt("total"),
                List.of(JSON.readValue(row.getString("findings"), Finding[].class)));
    }
}
