package org.mediaplanner.sagas.workflow;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How much long-running work there is, of all tenants together. Calls block. */
@Component
public final class OpenRuns {

    private final JdbcClient jdbc;

    OpenRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** So many runs of a type that have begun and not ended are in a state. */
    public record Count(String type, String state, long runs) {}

    /** Without those of which there are none. */
    public List<Count> counts() {
        // The read model may not have come to the newest yet: those were asked for a moment ago.
        return jdbc.sql("""
                SELECT work.type, coalesce(run.status, 'REQUESTED') AS state, count(*) AS runs
                  FROM sagas.open_work work LEFT JOIN query_side.workflow_run run USING (workflow_id)
                 GROUP BY 1, 2
                """).query((row, number) -> new Count(row.getString("type"), row.getString("state"),
                row.getLong("runs"))).list();
    }

    /** For how long the oldest thing that Temporal has not been told has waited, in seconds. */
    public double untold() {
        return jdbc.sql("""
                SELECT coalesce(extract(epoch FROM clock_timestamp() - min(asked_at)), 0)
                  FROM sagas.delegation WHERE NOT done
                """).query(Double.class).single();
    }
}
