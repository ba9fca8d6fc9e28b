package org.mediaplanner.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mediaplanner.gateway.testing.RunningApplication;
import org.mediaplanner.gateway.testing.Tenant;
import org.mediaplanner.gateway.testing.Tenant.Reply;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Looks for a leak as the role that answers questions, and shows that the look would find one: with the policy taken
 * away, in a transaction that is rolled back, the very same statement sees what another organisation has.
 */
class LeakControlTest {

    private static final String READER = "test_reader";
    private static final String WITH_TENANTS = """
            SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
               AND has_schema_privilege('test_reader', n.oid, 'USAGE')
               AND has_table_privilege('test_reader', c.oid, 'SELECT')
               AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id')
            """;

    private static String one = "";
    private static String other = "";

    @BeforeAll
    static void fill() {
        one = organisation();
        other = organisation();
    }

    /** The id of an organisation that has some of everything. */
    private static String organisation() {
        Tenant tenant = Tenant.register();
        String client = tenant.post("/clients", "{\"name\": \"Advertiser\"}").is(201).at("/id");
        String campaign = tenant.post("/campaigns", Tenant.campaign("Seen").replaceFirst("\\{", "{\"clientId\": \""
                + client + "\", ")).is(201).at("/id");
        String ledger = tenant.post("/budgets", "{\"name\": \"L\", \"currency\": \"EUR\"}").is(201).at("/id");
        tenant.post("/budgets/" + ledger + "/fund", "{\"amount\": {\"amount\": \"9\", \"currency\": \"EUR\"}}",
                "If-Match", "\"1\"").is(200);
        Reply reported = tenant.post("/performance/facts", """
                {"facts": [{"campaignId": "%s", "date": "%s", "clicks": 3}]}""".formatted(campaign,
                LocalDate.now(ZoneOffset.UTC).minusDays(1))).is(200);
        tenant.uploadFile("a,b\n1,2\n").is(201);
        tenant.get("/analytics/overview?minPosition=" + reported.header("X-Event-Position")).is(200);
        return tenant.get("/auth/me").at("/tenant/id");
    }

    static List<String> tables() {
        return superuser().queryForList(WITH_TENANTS, String.class).stream().filter(table -> superuser()
                .queryForList("SELECT DISTINCT tenant_id FROM " + table, String.class).containsAll(List.of(one, other)))
                .toList();
    }

    private static JdbcTemplate superuser() {
        return new JdbcTemplate(RunningApplication.instance().database().superuser());
    }

    @Test
    void the_role_that_looks_is_bound_by_policies_and_looks_at_what_matters() {
        assertThat(superuser().queryForMap("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = ?", READER))
                .containsEntry("rolsuper", false).containsEntry("rolbypassrls", false);
        assertThat(tables()).contains("event_store.domain_event", "event_store.tenant_log", "query_side.campaign",
                "query_side.client", "query_side.budget", "query_side.budget_entry", "query_side.change_log",
                "query_side.performance_day", "sagas.file");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void without_its_policy_a_table_shows_another_organisations_rows_to_the_look_that_finds_none(String table)
            throws SQLException {
        try (Connection connection = RunningApplication.instance().database().superuser().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertThat(foreignRows(connection, table)).as("with its policy").isZero();

            statement.execute("DROP POLICY reader ON " + table);
            assertThat(foreignRows(connection, table)).as("with none: nothing is shown to anyone").isZero();
            statement.execute("CREATE POLICY reader ON " + table + " FOR SELECT TO " + READER + " USING (true)");
            assertThat(foreignRows(connection, table)).as("with one that lets everything through").isPositive();

            connection.rollback();
            assertThat(foreignRows(connection, table)).as("afterwards").isZero();
            connection.rollback();
        }
    }

    /** How many rows of the other organisation the reader sees while it is bound to the one. */
    private static long foreignRows(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement bind = connection.prepareStatement("SELECT set_config('app.tenant', ?, true)");
                PreparedStatement look = connection.prepareStatement(
                        "SELECT count(*) FROM " + table + " WHERE tenant_id = ?")) {
            bind.setString(1, one);
            bind.execute();
            statement.execute("SET LOCAL ROLE " + READER);
            look.setString(1, other);
            try (ResultSet found = look.executeQuery()) {
                found.next();
                return found.getLong(1);
            } finally {
                statement.execute("RESET ROLE");
            }
        }
    }
}
