package org.mediaplanner.queries.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaplanner.queries.testing.QueryNode.CONTEXT;
import static org.mediaplanner.queries.testing.QueryNode.owner;
import static org.mediaplanner.queries.testing.QueryNode.publish;
import static org.mediaplanner.queries.testing.QueryNode.settle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.EventLog;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.queries.testing.QueryNode;
import org.mediaplanner.queries.testing.RandomLog;
import org.mediaplanner.queries.testing.ReadModels;
import org.springframework.jdbc.core.JdbcTemplate;

class LiveTablesTest {

    @Test
    void every_column_of_every_row_is_what_folding_the_whole_log_again_gives() {
        Random random = new Random(42);
        List<TenantId> tenants = List.of(TenantId.next(), TenantId.next());
        List<List<DomainEvent>> logs = tenants.stream().map(tenant -> RandomLog.of(tenant, random, 400)).toList();
        for (int from = 0; from < 400;) {
            int to = Math.min(400, from + 1 + random.nextInt(25));
            for (int i = 0; i < tenants.size(); i++) {
                publish(tenants.get(i), logs.get(i).subList(from, to));
            }
            from = to;
        }
        tenants.forEach(QueryNode::settle);
        List<RecordedEvent<?>> log = wholeLog();
        log.stream().map(RecordedEvent::tenantId).distinct().forEach(tenant -> settle(tenant));

        JdbcTemplate jdbc = owner();
        jdbc.execute("CREATE SCHEMA refold");
        ReadModels.all().forEach(projection -> assertFoldedAgainIsTheSame(projection, log, jdbc));
    }

    @Test
    void every_table_of_the_schema_has_a_projection_that_runs_and_every_projection_a_table() {
        List<String> tables = owner().queryForList("""
                SELECT table_name FROM information_schema.tables
                 WHERE table_schema = 'query_side' AND table_name NOT IN ('flyway_schema_history', 'change_stamp')
                """, String.class);

        assertThat(ReadModels.all().stream().map(projection -> projection.table().name()))
                .containsExactlyInAnyOrderElementsOf(tables);
        assertThat(QueryNode.processors()).containsAll(ReadModels.all().stream().map(Projection::name).toList());
    }

    @Test
    void a_table_is_written_with_every_column_that_it_has() {
        ReadModels.all().forEach(projection -> {
            List<String> written = new ArrayList<>();
            projection.table().keys().forEach(column -> written.add(column.name()));
            projection.table().values().forEach(column -> written.add(column.name()));
            assertThat(owner().queryForList("""
                    SELECT column_name FROM information_schema.columns
                     WHERE table_schema = 'query_side' AND table_name = ?
                    """, String.class, projection.table().name())).as(projection.name())
                    .containsExactlyInAnyOrderElementsOf(written);
        });
    }

    private static List<RecordedEvent<?>> wholeLog() {
        return CONTEXT.getBean(EventLog.class).between(0, Long.MAX_VALUE);
    }

    private static <K, V> void assertFoldedAgainIsTheSame(Projection<K, V> projection, List<RecordedEvent<?>> log,
            JdbcTemplate jdbc) {
        String table = projection.table().name();
        Map<K, @Nullable V> rows = new HashMap<>();
        ProjectionEngine.fold(log.stream().flatMap(recorded -> projection.steps(recorded).stream()).toList(), rows);
        jdbc.execute("CREATE TABLE refold.%1$s (LIKE query_side.%1$s INCLUDING ALL)".formatted(table));
        new TableWriter<>(jdbc, "refold", projection.table()).write(rows);

        String live = "SELECT to_jsonb(t)::text FROM query_side." + table + " t";
        String again = "SELECT to_jsonb(t)::text FROM refold." + table + " t";
        assertThat(jdbc.queryForList(live + " EXCEPT ALL " + again, String.class)).as("only live: " + table).isEmpty();
        assertThat(jdbc.queryForList(again + " EXCEPT ALL " + live, String.class)).as("only folded: " + table)
                .isEmpty();
        assertThat(jdbc.queryForObject("SELECT count(*) FROM refold." + table, Long.class)).as(table).isPositive();
    }
}
