package org.mediaplanner.queries.rebuild;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.eventstore.consistency.Finding;
import org.mediaplanner.eventstore.consistency.Finding.Difference;
import org.mediaplanner.eventstore.token.NodeName;
import org.mediaplanner.eventstore.token.TokenCoverage;
import org.mediaplanner.queries.QuerySideModule.QuerySideMigrated;
import org.mediaplanner.queries.rebuild.Rebuild.Kind;
import org.mediaplanner.queries.rebuild.Rebuild.Phase;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows of {@code query_side_next.rebuild}. Whoever drives a rebuild holds its lease and says so with every change:
 * one that was cancelled or taken over meanwhile changes nothing more.
 */
@Repository
class RebuildTable {

    /** A node that is silent for so long has died. */
    static final Duration LEASE = Duration.ofSeconds(15);

    private static final String COLUMNS = """
            projection, kind, phase, covered_index, covered_gaps, target_index, events_per_second, differences,
            accepted, failure, requested_by, requested_at
            """;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcTemplate jdbc;
    private final String node;

    RebuildTable(JdbcTemplate jdbc, NodeName node, QuerySideMigrated migrated) {
        this.jdbc = jdbc;
        this.node = node.value();
    }

    /** The lease is gone: somebody cancelled, or another node went on. */
    static final class LeaseLost extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LeaseLost(String projection) {
            super("The rebuild of " + projection + " is no longer this node's");
        }
    }

    List<Rebuild> all() {
        return jdbc.query("SELECT " + COLUMNS + " FROM query_side_next.rebuild", (row, number) -> read(row));
    }

    Optional<Rebuild> find(String projection) {
        return jdbc.query("SELECT " + COLUMNS + " FROM query_side_next.rebuild WHERE projection = ?",
                (row, number) -> read(row), projection).stream().findFirst();
    }

    /** @return false where there is one already */
    boolean begin(String projection, Kind kind, String by) {
        return jdbc.update("""
                INSERT INTO query_side_next.rebuild (projection, kind, phase, requested_by, accepted)
                VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """, projection, kind.name(), (kind == Kind.ROLLBACK ? Phase.SWITCHING : Phase.FOLDING).name(), by,
                kind == Kind.ROLLBACK) > 0;
    }

    /** @return false where none waits for it */
    boolean accept(String projection) {
        return jdbc.update("""
                UPDATE query_side_next.rebuild SET accepted = true, phase = 'SWITCHING', owner = NULL
                 WHERE projection = ? AND phase = 'WAITING' AND kind = 'REBUILD'
                """, projection) > 0;
    }

    /** Takes it out of the hands of whoever drives it. @return false where there is none */
    boolean cancel(String projection) {
        return jdbc.update("""
                UPDATE query_side_next.rebuild SET phase = 'CANCELLED', owner = NULL
                 WHERE projection = ? AND phase <> 'CANCELLED'
                """, projection) > 0;
    }

    /** One that nobody drives becomes this node's. */
    Optional<Rebuild> take() {
        return jdbc.query("""
                WITH free AS (
                    SELECT projection FROM query_side_next.rebuild LEFT JOIN query_side_next.lease USING (projection)
                     WHERE phase NOT IN ('WAITING', 'FAILED')
                       AND (owner IS NULL OR leased_until IS NULL OR leased_until < now())
                     ORDER BY requested_at LIMIT 1 FOR UPDATE OF rebuild SKIP LOCKED
                ), taken AS (
                    UPDATE query_side_next.rebuild SET owner = ? FROM free WHERE rebuild.projection = free.projection
                    RETURNING rebuild.*
                ), leased AS (
                    INSERT INTO query_side_next.lease (projection, leased_until)
                    SELECT projection, now() + ? * interval '1 millisecond' FROM taken
                        ON CONFLICT (projection) DO UPDATE SET leased_until = excluded.leased_until
                )
                SELECT
                """ + COLUMNS + " FROM taken", (row, number) -> read(row), node, LEASE.toMillis()).stream()
                .findFirst();
    }

    /** This node drives it until {@code forAsLong} from now; then another may go on, or this one. */
    void lease(String projection, Duration forAsLong) {
        jdbc.update("""
                UPDATE query_side_next.lease SET leased_until = now() + ? * interval '1 millisecond'
                 WHERE projection = (SELECT projection FROM query_side_next.rebuild WHERE projection = ? AND owner = ?)
                """, forAsLong.toMillis(), projection, node);
    }

    /** The new table now covers {@code covered}; in the transaction of {@code current}, which writes it. */
    void covers(JdbcOperations current, String projection, TokenCoverage covered) {
        require(current.update("UPDATE query_side_next.rebuild SET covered_index = ?, covered_gaps = ? "
                + "WHERE projection = ? AND owner = ?", covered.index(), gaps(covered), projection, node), projection);
    }

    void aims(JdbcOperations current, String projection, long target) {
        require(current.update("UPDATE query_side_next.rebuild SET target_index = ? WHERE projection = ? AND owner = ?",
                target, projection, node), projection);
    }

    void goes(String projection, double eventsPerSecond) {
        jdbc.update("UPDATE query_side_next.rebuild SET events_per_second = ? WHERE projection = ? AND owner = ?",
                eventsPerSecond, projection, node);
    }

    void enters(JdbcOperations current, String projection, Phase phase) {
        require(current.update("UPDATE query_side_next.rebuild SET phase = ? WHERE projection = ? AND owner = ?",
                phase.name(), projection, node), projection);
    }

    /** It was compared: an equal one may switch, where that is what it was built for, others wait. */
    void differs(JdbcOperations current, String projection, Kind kind, long differences) {
        boolean switches = differences == 0 && kind != Kind.CHECK;
        require(current.update("""
                UPDATE query_side_next.rebuild SET differences = ?, phase = ? WHERE projection = ? AND owner = ?
                """, differences, (switches ? Phase.SWITCHING : Phase.WAITING).name(), projection, node),
                projection);
    }

    /** What a check saw when it compared. */
    void shows(JdbcOperations current, String projection, long examined, List<Difference> shown) {
        require(current.update("""
                UPDATE query_side_next.rebuild SET examined = ?, shown = ?::jsonb WHERE projection = ? AND owner = ?
                """, examined, JSON.writeValueAsString(shown), projection, node), projection);
    }

    /** What a check that waits has seen, but for its name. */
    Finding seen(String name, String projection) {
        return Objects.requireNonNull(jdbc.queryForObject("""
                SELECT examined, differences, shown FROM query_side_next.rebuild WHERE projection = ?
                """, (row, number) -> new Finding(name, row.getLong("examined"), 0, row.getLong("differences"),
                List.of(JSON.readValue(row.getString("shown"), Difference[].class)), null), projection));
    }

    void fails(String projection, String failure) {
        jdbc.update("""
                UPDATE query_side_next.rebuild SET phase = 'FAILED', failure = ? WHERE projection = ? AND owner = ?
                """, failure, projection, node);
    }

    void ends(JdbcOperations current, String projection) {
        require(current.update("DELETE FROM query_side_next.rebuild WHERE projection = ? AND owner = ?", projection,
                node), projection);
    }

    private static void require(int changed, String projection) {
        if (changed == 0) {
            throw new LeaseLost(projection);
        }
    }

    static Long[] gaps(TokenCoverage covered) {
        return covered.gaps().stream().sorted().toArray(Long[]::new);
    }

    static Set<Long> gaps(@Nullable Array gaps) throws SQLException {
        return gaps == null ? Set.of() : Set.of((Long[]) gaps.getArray());
    }

    private static Rebuild read(ResultSet row) throws SQLException {
        Long index = row.getObject("covered_index", Long.class);
        return new Rebuild(row.getString("projection"), Kind.valueOf(row.getString("kind")),
                Phase.valueOf(row.getString("phase")),
                index == null ? null : new TokenCoverage(index, gaps(row.getArray("covered_gaps"))),
                row.getLong("target_index"), row.getDouble("events_per_second"),
                row.getObject("differences", Long.class), row.getBoolean("accepted"), row.getString("failure"),
                row.getString("requested_by"), row.getObject("requested_at", OffsetDateTime.class).toInstant());
    }
}
