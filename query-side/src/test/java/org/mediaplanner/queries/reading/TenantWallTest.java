package org.mediaplanner.queries.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mediaplanner.queries.testing.QueryNode.CONTEXT;
import static org.mediaplanner.queries.testing.QueryNode.DATABASE;
import static org.mediaplanner.queries.testing.QueryNode.owner;
import static org.mediaplanner.queries.testing.QueryNode.publish;
import static org.mediaplanner.queries.testing.QueryNode.settle;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.queries.testing.RandomLog;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What keeps one tenant's rows from another, should a statement ever forget to. */
class TenantWallTest {

    private static final TenantId ONE = TenantId.next();
    private static final TenantId OTHER = TenantId.next();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @BeforeAll
    static void fill() {
        publish(ONE, RandomLog.of(ONE, new Random(1), 150));
        publish(OTHER, RandomLog.of(OTHER, new Random(2), 150));
        settle(ONE);
        settle(OTHER);
    }

    static List<String> tables() {
        return owner().queryForList(
                """
                        SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                         WHERE c.relkind IN ('r', 'p') AND c.relname <> 'flyway_schema_history'
                           AND has_table_privilege('test_reader', c.oid, 'SELECT')
                           AND n.nspname NOT IN ('pg_catalog', 'information_schema')
                           AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id')
                        """,
                String.class);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void a_statement_that_forgets_the_tenant_finds_that_of_the_question_alone(String table) {
        Sql forgetful = Sql.of("SELECT tenant_id, count(*) AS n FROM " + table + " GROUP BY 1");
        Map<String, Long> found = CONTEXT.getBean(TenantReader.class).all(ONE, forgetful, row -> Map.entry(Rows.text(
                row, "tenant_id"), Rows.number(row, "n")))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue).block(PATIENCE);

        assertThat(found).containsOnlyKeys(ONE.value());
        assertThat(owner().queryForObject("SELECT count(DISTINCT tenant_id) FROM " + table, Long.class))
                .as("tenants in it").isGreaterThan(1);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void a_connection_that_nobody_bound_sees_no_row(String table) {
        assertThat(new JdbcTemplate(DATABASE.reader()).queryForObject("SELECT count(*) FROM " + table, Long.class))
                .isZero();
    }

    @Test
    void every_table_with_tenants_that_the_reader_sees_is_among_these() {
        assertThat(tables()).hasSizeGreaterThanOrEqualTo(13).contains("query_side.campaign", "query_side.budget_entry",
                "event_store.tenant_log");
        assertThat(owner().queryForList("""
                SELECT relname FROM pg_class WHERE relnamespace = 'query_side'::regnamespace AND relkind = 'r'
                   AND relname <> 'flyway_schema_history' AND NOT (relrowsecurity AND relforcerowsecurity)
                """, String.class)).isEmpty();
    }

    @Test
    void a_question_without_a_tenant_is_not_asked() {
        Mono<Long> question = CONTEXT.getBean(DatabaseClient.class).sql("SELECT 1").map(row -> 1L).one();

        assertThatThrownBy(() -> question.block(PATIENCE)).hasStackTraceContaining("A question without a tenant");
    }

    @Test
    void two_connections_serve_two_tenants_by_turns_and_mix_nothing() {
        TenantReader reader = CONTEXT.getBean(TenantReader.class);
        Sql bound = Sql.of("SELECT current_setting('app.tenant') AS bound, min(tenant_id) AS least,"
                + " max(tenant_id) AS greatest FROM query_side.campaign");
        List<Boolean> clean = Flux.fromStream(IntStream.range(0, 400).boxed())
                .flatMap(i -> {
                    TenantId tenant = i % 2 == 0 ? ONE : OTHER;
                    return reader.one(tenant, bound, row -> List.of(Rows.text(row, "bound"), Rows.text(row, "least"),
                            Rows.text(row, "greatest"))).map(seen -> seen.stream().allMatch(tenant.value()::equals));
                }, 16).collectList().block(PATIENCE);

        assertThat(clean).hasSize(400).doesNotContain(false);
    }

    @Test
    void questions_given_up_half_way_leave_clean_connections() {
        TenantReader reader = CONTEXT.getBean(TenantReader.class);
        Sql slow = Sql.of("SELECT tenant_id, pg_sleep(0.05)::text AS slept FROM query_side.campaign");
        for (int i = 0; i < 20; i++) {
            reader.all(i % 2 == 0 ? ONE : OTHER, slow, row -> 1).timeout(Duration.ofMillis(20 + i)).onErrorComplete()
                    .blockLast(PATIENCE);
        }
        Sql all = Sql.of("SELECT DISTINCT tenant_id FROM query_side.campaign");
        for (TenantId tenant : List.of(ONE, OTHER, ONE, OTHER)) {
            assertThat(Objects.requireNonNull(reader.all(tenant, all, row -> Rows.text(row, "tenant_id")).collectList()
                    .block(PATIENCE))).containsExactly(tenant.value());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE FROM query_side.campaign", "UPDATE query_side.budget SET name = 'x'",
            "INSERT INTO query_side.tenant VALUES ('ten_x', 'x', 'EUR', 'UTC')", "TRUNCATE query_side.campaign",
            "DELETE FROM event_store.domain_event",
            "DELETE FROM event_store.tenant_log", "UPDATE event_store.token_entry SET owner = NULL",
            "CREATE TABLE query_side.mine (id int)", "SET ROLE test_writer", "SET ROLE test_owner"})
    void who_reads_can_do_nothing_else(String statement) {
        assertThatThrownBy(() -> new JdbcTemplate(DATABASE.reader()).execute(statement))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void who_reads_cannot_take_the_wall_down() {
        assertThatThrownBy(() -> new JdbcTemplate(DATABASE.reader())
                .execute("ALTER TABLE query_side.campaign DISABLE ROW LEVEL SECURITY"))
                .hasStackTraceContaining("must be owner");
    }
}
