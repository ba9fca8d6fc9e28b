package org.mediaplanner.queries.rebuild;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mediaplanner.queries.projection.Projector;
import org.mediaplanner.queries.projection.ReadModel;
import org.mediaplanner.queries.rebuild.Rebuild.Kind;
import org.mediaplanner.queries.rebuild.Rebuild.Phase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Builds read models anew while the live ones answer. What is asked for here is written down at once and done by
 * whatever node is free. Calls block.
 */
@Component
public class Rebuilds {

    private final RebuildTable table;
    private final RebuildRunner runner;
    private final Projector projections;
    private final JdbcClient jdbc;

    Rebuilds(RebuildTable table, RebuildRunner runner, Projector projections, JdbcClient jdbc) {
        this.table = table;
        this.runner = runner;
        this.projections = projections;
        this.jdbc = jdbc;
    }

    /** What is asked for does not fit to how the read model stands. */
    public static final class WrongState extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String code;

        WrongState(String code, String message) {
            super(message);
            this.code = code;
        }

        /** Stable name of the reason. */
        public String code() {
            return code;
        }
    }

    /** The read models that can be built anew. */
    public List<String> names() {
        return projections.all().stream().map(ReadModel::name).toList();
    }

    /** Those under way, by the name of the projection. */
    public Map<String, Rebuild> all() {
        return table.all().stream().filter(rebuild -> rebuild.kind() != Kind.CHECK)
                .collect(Collectors.toMap(Rebuild::projection, rebuild -> rebuild));
    }

    public Optional<Rebuild> find(String projection) {
        return table.find(projection).filter(rebuild -> rebuild.kind() != Kind.CHECK);
    }

    /** Which table of its kind each is by now, where that is not the first. */
    public Map<String, Integer> versions() {
        return jdbc.sql("SELECT projection, version FROM query_side_next.version")
                .query((row, number) -> Map.entry(row.getString("projection"), row.getInt("version"))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** @throws WrongState while there is one already */
    public void rebuild(String projection, String by) {
        begin(projection, Kind.REBUILD, by);
    }

    /**
     * Lets a new table that differs take the live one's place.
     *
     * @throws WrongState where none waits for that
     */
    public void accept(String projection) {
        require(table.accept(projection), "nothing-to-accept", "No rebuild of " + projection + " waits for that");
        runner.wake();
    }

    /**
     * Puts the former table back, brought up to date.
     *
     * @throws WrongState where it is not kept, or while there is a rebuild
     */
    public void rollBack(String projection, String by) {
        boolean kept = jdbc.sql("""
                SELECT count(*) FROM query_side_next.version WHERE projection = ? AND former_index IS NOT NULL
                """).param(projection).query(Long.class).single() > 0;
        require(kept, "nothing-to-roll-back", "No former table of " + projection + " is kept");
        begin(projection, Kind.ROLLBACK, by);
    }

    /**
     * Gives the new table up.
     *
     * @throws WrongState where there is none
     */
    public void cancel(String projection) {
        require(table.cancel(projection), "not-rebuilding", "There is no rebuild of " + projection);
        runner.wake();
    }

    private void begin(String projection, Kind kind, String by) {
        // One that failed is kept for its reason alone.
        String otherwise = table.find(projection).map(Rebuilds::inTheWay).orElse(projection + " is being rebuilt");
        require(table.begin(projection, kind, by), "already-rebuilding", otherwise);
        runner.wake();
    }

    private static String inTheWay(Rebuild other) {
        if (other.kind() == Kind.CHECK) {
            return other.projection() + " is being compared with the log; try again when that has ended";
        }
        return other.phase() == Phase.FAILED
                ? "The last rebuild of " + other.projection() + " failed; cancel it first"
                : other.projection() + " is being rebuilt";
    }

    private static void require(boolean done, String code, String otherwise) {
        if (!done) {
            throw new WrongState(code, otherwise);
        }
    }
}
