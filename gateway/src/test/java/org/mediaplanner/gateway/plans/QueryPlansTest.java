package org.mediaplanner.gateway.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mediaplanner.commands.identity.FederatedIdentities.Identity;
import org.mediaplanner.commands.identity.FederatedIdentities;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.gateway.testing.RunningApplication;
import org.mediaplanner.gateway.testing.Tenant;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever planners and the processors behind them send to PostgreSQL is found by an index, in a database of hundreds of
 * tenants: what it costs does not grow with what others have.
 */
class QueryPlansTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** A row for each processor or day, or for what just now needs looking after. */
    private static final Set<String> STAY_SMALL = Set.of("token_entry", "processor_fault", "lease", "rebuild",
            "version", "open_work", "dead_letter", "consistency_run");

    private final RunningApplication application = RunningApplication.instance();
    private final JdbcTemplate running = new JdbcTemplate(application.database().superuser());

    private record Statement(String role, String sql) {}

    @Test
    void nothing_that_is_asked_often_reads_what_grows_from_its_beginning() throws Exception {
        Tenant tenant = Tenant.register();
        String tenantId = tenant.get("/auth/me").at("/tenant/id");
        application.bean(FederatedIdentities.class).link(UserId.of(tenant.get("/auth/me").at("/user/id")),
                new Identity("https://issuer.example.com", UUID.randomUUID().toString(), tenant.email(), "Owner"));
        List<Statement> statements = statementsOf(() -> aDayOf(tenant));
        assertThat(statements).hasSizeGreaterThan(60);
        SingleConnectionDataSource connection = new LargeDatabase(running, tenantId).connect();
        JdbcTemplate large = new JdbcTemplate(connection);
        large.queryForObject("SELECT set_config('app.tenant', ?, false)", String.class,
                tenantId.replaceFirst("_[0-9a-f]{8}-", "_00000007-"));
        List<String> slow = new ArrayList<>();
        for (Statement statement : statements) {
            large.execute("SET ROLE " + statement.role());
            slow.addAll(scans(large, statement.sql()));
        }
        connection.destroy();
        assertThat(slow).isEmpty();
    }

    /** What {@code sql} would read from its beginning, or why that cannot be told. */
    private static List<String> scans(JdbcTemplate large, String sql) {
        List<String> scans = new ArrayList<>();
        try {
            String plan = large.queryForObject("EXPLAIN (GENERIC_PLAN, FORMAT JSON) " + sql, String.class);
            scans(JSON.readTree(plan).path(0).path("Plan"), false, scans);
        } catch (DataAccessException wrong) {
            scans.add(String.valueOf(wrong.getMostSpecificCause().getMessage()));
        }
        return scans.stream().map(scan -> scan + " in\n" + sql + "\n").toList();
    }

    /** @param first whether only the first rows are taken */
    private static void scans(JsonNode node, boolean first, List<String> found) {
        String type = node.path("Node Type").asString();
        String table = node.path("Relation Name").asString();
        boolean isFromTheBeginning = type.equals("Seq Scan")
                || (type.startsWith("Index") && !node.has("Index Cond") && !first);
        if (isFromTheBeginning && !STAY_SMALL.contains(table)) {
            found.add(type + " of " + table);
        }
        boolean limited = type.equals("Limit") || (first && type.endsWith("Append"));
        node.path("Plans").forEach(child -> scans(child, limited, found));
    }

    private List<Statement> statementsOf(Runnable work) throws InterruptedException {
        // In a schema of its own: others look at what each role can see of the rest.
        running.execute("CREATE SCHEMA IF NOT EXISTS statistics");
        running.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements SCHEMA statistics");
        running.queryForList("SELECT statistics.pg_stat_statements_reset()");
        work.run();
        // The slowest of what looks by itself from time to time.
        Thread.sleep(Duration.ofSeconds(3));
        return running.query("""
                SELECT rolname, query FROM statistics.pg_stat_statements JOIN pg_roles ON pg_roles.oid = userid
                 WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
                   AND rolname IN ('test_writer', 'test_reader') AND toplevel
                   AND query ~* '^\\s*(SELECT|INSERT|UPDATE|DELETE|WITH)' AND query ~ '[a-z]+_(store|side)|sagas'
                """, (row, number) -> new Statement(row.getString(1),
                constants(row.getString(2))));
    }

    /** Constants were replaced too: those that an index is made for have to stand where they stood. */
    private static String constants(String sql) {
        return sql.replaceAll("interval \\$\\d+", "interval '1 day'")
                .replaceAll("state IN \\(\\$\\d+ /\\*, ... \\*/\\)", "state IN ('OPEN', 'COMPENSATING')");
    }

    private static void aDayOf(Tenant tenant) {
        String client = "/clients/" + tenant.post("/clients", "{\"name\": \"Alpenglow\"}").is(201).at("/id");
        tenant.patch(client, "{\"name\": \"Alpenglow AG\"}", "If-Match", "\"1\"").is(200);
        List<String> campaigns = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String id = tenant.post("/campaigns", Tenant.campaign("Campaign " + i), "Idempotency-Key", "plan-" + i)
                    .is(201).at("/id");
            tenant.post("/campaigns/" + id + "/launch", null, "If-Match", "\"1\"").is(200);
            campaigns.add(id);
        }
        String campaign = "/campaigns/" + campaigns.getFirst();
        String ledger = "/budgets/"
                + tenant.post("/budgets", "{\"name\": \"Year\", \"currency\": \"EUR\"}").is(201).at("/id");
        tenant.post(ledger + "/fund", "{\"amount\": {\"amount\": \"900.00\", \"currency\": \"EUR\"}}",
                "If-Match", "\"1\"").is(200);
        tenant.post(ledger + "/allocate", """
                {"campaignId": "%s", "amount": {"amount": "100.00", "currency": "EUR"}}"""
                .formatted(campaigns.getFirst()), "If-Match", "\"2\"").is(200);
        StringBuilder facts = new StringBuilder();
        for (int day = 1; day <= 28; day++) {
            facts.append(day == 1 ? "" : ",").append("""
                    {"campaignId": "%s", "date": "2026-02-%02d", "impressions": %d,
                     "cost": {"amount": "1.50", "currency": "EUR"}}""".formatted(campaigns.get(day % 4), day, day));
        }
        StringBuilder rates = new StringBuilder();
        StringBuilder rows = new StringBuilder("Day,Revenue\n");
        for (int day = 1; day <= 28; day++) {
            rows.append("2026-02-%02d,%d\n".formatted(day, day));
            rates.append(day == 1 ? "" : ",").append("""
                    {"from": "USD", "to": "EUR", "date": "2026-02-%02d", "rate": "0.9", "source": "ECB"}"""
                    .formatted(day));
        }
        tenant.send("PUT", "/fx-rates", "{\"items\": [" + rates + "]}").is(200);
        tenant.upload("/performance/import", rows.toString(), """
                {"date": "Day", "currency": "EUR", "createCampaigns": true, "series": [],
                 "outcomes": [{"name": "revenue", "column": "Revenue", "kind": "MONEY"}]}""").is(200);
        String position = tenant.post("/performance/facts", "{\"facts\": [" + facts + "]}").is(200)
                .header("X-Event-Position");
        String days = "from=2026-01-15&to=2026-03-20&minPosition=" + position;
        for (String path : List.of("/clients", client, "/campaigns",
                "/campaigns?status=LIVE&channel=SEARCH&include=metrics&q=Camp",
                "/campaigns?sort=name&limit=2&count=true", campaign, campaign + "/history", campaign + "/budget",
                campaign + "/pacing", campaign + "/analytics?" + days, "/budgets", ledger, ledger + "/entries",
                "/analytics/overview?" + days, "/analytics/timeseries?granularity=week&" + days,
                "/analytics/breakdown?by=channel&" + days, "/analytics/breakdown?by=client&" + days,
                "/analytics/pacing?" + days, "/analytics/outcomes?" + days, "/fx-rates?from=2026-01-01&to=2026-03-01",
                "/events?limit=10", "/events?after=3&type=campaign.created", "/workflows", "/auth/me")) {
            tenant.get(path).is(200);
        }
        String run = "/workflows/" + tenant.post("/workflows/export",
                "{\"what\": \"PERFORMANCE\", \"format\": \"CSV\"}").is(202).at("/workflowId");
        await().atMost(Duration.ofSeconds(20)).until(() -> tenant.get(run).at("/status").equals("COMPLETED"));
        tenant.get("/files/" + tenant.get(run + "/result").at("/fileId")).is(200);
    }
}
