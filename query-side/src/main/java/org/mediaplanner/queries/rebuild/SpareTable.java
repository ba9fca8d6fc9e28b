package org.mediaplanner.queries.rebuild;

import java.sql.Array;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.mediaplanner.eventstore.consistency.Finding;
import org.mediaplanner.eventstore.consistency.Finding.Difference;
import org.mediaplanner.eventstore.token.TokenCoverage;
import org.mediaplanner.queries.projection.ReadModel;
import org.mediaplanner.queries.projection.StampWriter;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables of a read model beside the live one, as their owner handles them: each call is part of a transaction. */
record SpareTable(JdbcTemplate owner, ReadModel model) {

    static final String NEXT = "query_side_next";
    static final String FORMER = "query_side_former";

    /** Makes an empty table with the columns, key, rights and policies of the live one. */
    void make() {
        call("make");
    }

    /** Makes the indexes that the live one has beside its key. */
    void finish() {
        call("finish");
    }

    /** Rows of the new and the live table that are not the same, or not in both. */
    long differences() {
        return Objects.requireNonNull(owner.queryForObject("""
                SELECT count(*) FROM %1$s.%3$s live FULL JOIN %2$s.%3$s next USING (%4$s)
                 WHERE to_jsonb(live) IS DISTINCT FROM to_jsonb(next)
                """.formatted(ReadModel.SCHEMA, NEXT, model.table(), String.join(", ", model.keys())), Long.class));
    }

    /** Rows of the live table. */
    long rows() {
        return Objects.requireNonNull(owner.queryForObject("SELECT count(*) FROM %s.%s".formatted(ReadModel.SCHEMA,
                model.table()), Long.class));
    }

    /** The first of {@link #differences}. */
    List<Difference> shown() {
        return owner.query("""
                SELECT concat_ws(' ', %4$s) AS key, to_jsonb(next) AS expected, to_jsonb(live) AS found
                  FROM %1$s.%3$s live FULL JOIN %2$s.%3$s next USING (%4$s)
                 WHERE to_jsonb(live) IS DISTINCT FROM to_jsonb(next) ORDER BY 1 LIMIT %5$d
                """.formatted(ReadModel.SCHEMA, NEXT, model.table(), String.join(", ", model.keys()), Finding.SHOWN),
                (row, number) -> new Difference(row.getString("key"), row.getString("expected"),
                        row.getString("found")));
    }

    /** The new table becomes the live one, which both then cover {@code covered}. */
    void changePlaces(TokenCoverage covered, boolean keepFormer) {
        call("switch");
        if (model.isStamped()) {
            new StampWriter(owner, model.name()).stampAll();
        }
        owner.update("""
                INSERT INTO query_side_next.version (projection, version, former_index, former_gaps) VALUES (?, 2, ?, ?)
                    ON CONFLICT (projection) DO UPDATE SET version = version.version + 1, switched_at = now(),
                       former_index = excluded.former_index, former_gaps = excluded.former_gaps
                """, model.name(), covered.index(), RebuildTable.gaps(covered));
        if (!keepFormer) {
            dropFormer();
        }
    }

    private void dropFormer() {
        owner.execute("DROP TABLE IF EXISTS query_side_former." + model.table());
        noFormer();
    }

    /** The former table becomes the new one. @return what it covers, empty where it is not kept */
    Optional<TokenCoverage> restore() {
        Optional<TokenCoverage> former = owner.query("""
                SELECT former_index, former_gaps FROM query_side_next.version
                 WHERE projection = ? AND former_index IS NOT NULL
                """, (row, number) -> {
            Array gaps = row.getArray("former_gaps");
            return new TokenCoverage(row.getLong("former_index"), RebuildTable.gaps(gaps));
        }, model.name()).stream().findFirst();
        if (former.isPresent()) {
            call("restore");
            noFormer();
        }
        return former;
    }

    private void noFormer() {
        owner.update("UPDATE query_side_next.version SET former_index = NULL, former_gaps = NULL WHERE projection = ?",
                model.name());
    }

    /** The new table, which was the former one, is that again. */
    void putBack(TokenCoverage covered) {
        owner.execute("ALTER TABLE %s.%s SET SCHEMA query_side_former".formatted(NEXT, model.table()));
        owner.update("UPDATE query_side_next.version SET former_index = ?, former_gaps = ? WHERE projection = ?",
                covered.index(), RebuildTable.gaps(covered), model.name());
    }

    void drop() {
        owner.execute("DROP TABLE IF EXISTS %s.%s".formatted(NEXT, model.table()));
    }

    private void call(String function) {
        owner.queryForList("SELECT query_side_next.%s(?)".formatted(function), String.class, model.table());
    }
}
