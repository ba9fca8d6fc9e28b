package org.mediaplanner.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.mediaplanner.gateway.consistency.CheckCommand;
import org.mediaplanner.gateway.testing.RunningApplication;
import org.mediaplanner.gateway.testing.Tenant;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.JsonNode;

/** Whatever is spoiled behind the product's back is found, and nothing else of the same organisation is. */
class ConsistencyTest {

    private static final String CHECKS = "/admin/consistency-checks";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final RunningApplication application = RunningApplication.instance();
    private final Tenant tenant = Tenant.register();
    private final String tenantId = tenant.get("/auth/me").at("/tenant/id");
    private final SingleConnectionDataSource connection = new SingleConnectionDataSource(
            application.database().url(), "postgres", "postgres", true);
    private final List<String> mended = new ArrayList<>();
    private final JdbcTemplate spoiler = new JdbcTemplate(connection);

    ConsistencyTest() {
        // No trigger keeps a superuser from what he wants to spoil.
        spoiler.execute("SET session_replication_role = replica");
    }

    /** Other tests look at the same tables, and at what was last found. */
    @AfterEach
    void mend() {
        mended.forEach(spoiler::update);
        spoiler.update("DELETE FROM event_store.consistency_run");
        connection.destroy();
    }

    private void spoil(String set, String value, String before, String where) {
        assertThat(spoiler.update("UPDATE " + set + value + " WHERE " + where)).isEqualTo(1);
        mended.add("UPDATE " + set + before + " WHERE " + where);
    }

    private record Found(String check, String key, String expected, String found) {}

    @Test
    void what_was_spoiled_is_found_and_nothing_else() {
        String client = tenant.post("/clients", "{\"name\": \"Alpenglow\"}").is(201).at("/id");
        String campaign = tenant.post("/campaigns", Tenant.campaign("Spring")).is(201).at("/id");
        tenant.post("/performance/facts", """
                {"facts": [{"campaignId": "%s", "date": "2026-02-01", "impressions": 10,
                            "cost": {"amount": "1.50", "currency": "EUR"}}]}""".formatted(campaign)).is(200);
        String ledger = tenant.post("/budgets", "{\"name\": \"Year\", \"currency\": \"EUR\"}").is(201).at("/id");
        tenant.post("/budgets/" + ledger + "/fund", "{\"amount\": {\"amount\": \"9.00\", \"currency\": \"EUR\"}}",
                "If-Match", "\"1\"").is(200);
        tenant.post("/budgets/" + ledger + "/allocate", """
                {"campaignId": "%s", "amount": {"amount": "1.00", "currency": "EUR"}}""".formatted(campaign),
                "If-Match", "\"2\"").is(200);
        assertThat(checked()).isEmpty();

        spoil("query_side.client SET name = ", "'Spoiled'", "'Alpenglow'", "client_id = '" + client + "'");
        spoil("command_side.known_fact SET impressions = ", "11", "10", "campaign_id = '" + campaign + "'");
        spoil("query_side.performance_month SET campaign_id = ", "'cmp_none'", "'" + campaign + "'",
                "tenant_id = '" + tenantId + "'");
        spoil("command_side.taken_name SET name = ", "'Nobody'", "'Spring'", "holder = '" + campaign + "'");
        spoil("command_side.campaign_register SET fed_by = ", "NULL", "'" + ledger + "'",
                "campaign_id = '" + campaign + "'");
        spoil("event_store.tenant_log SET global_index = ", "-global_index", "-global_index",
                "tenant_id = '" + tenantId + "' AND position = 2");
        spoil("event_store.tenant_head SET position = ", "position + 1", "position - 1",
                "tenant_id = '" + tenantId + "'");
        spoiler.update("""
                INSERT INTO sagas.delegation (event_id, workflow_id, tenant_id, type, kind, done)
                VALUES ('none', 'wfl_none', ?, 'export', 'START', true)""", tenantId);
        mended.add("DELETE FROM sagas.delegation WHERE event_id = 'none'");
        List<Found> spoiled = checked();

        assertThat(spoiled).extracting(Found::check).containsExactlyInAnyOrder("read model client", "taken names",
                "taken names", "fed campaigns", "known facts", "read model performance-month",
                "read model performance-month",
                "log positions", "log positions", "log heads", "delegated work");
        assertThat(spoiled).filteredOn(found -> found.check().equals("read model client")).singleElement()
                .satisfies(found -> {
                    assertThat(found.key()).contains(client);
                    assertThat(found.expected()).contains("Alpenglow");
                    assertThat(found.found()).contains("Spoiled");
                });
        assertThat(command(application.database().settings())).as("of the command line").isEqualTo(1);
    }

    @Test
    void what_is_at_work_all_the_while_is_not_taken_for_different() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService planner = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> made = planner.submit(() -> {
                int campaigns = 0;
                while (!over.get()) {
                    tenant.post("/campaigns", Tenant.campaign("At work " + campaigns++)).is(201);
                }
                return campaigns;
            });
            assertThat(checked()).isEmpty();
            over.set(true);
            assertThat(made.get()).isGreaterThan(10);
        }
        assertThat(checked()).isEmpty();
    }

    @Test
    void a_processor_that_is_ahead_of_the_log_is_found() {
        spoiler.update("INSERT INTO event_store.token_entry (processor_name, segment, token) VALUES ('ahead', 0, ?)",
                "{\"index\": 999999999, \"gaps\": []}".getBytes(StandardCharsets.UTF_8));
        mended.add("DELETE FROM event_store.token_entry WHERE processor_name = 'ahead'");
        JsonNode run = run();

        assertThat(differences(run))
                .contains(new Found("processor tokens", " ahead", "at most " + head(), "999999999"));
        assertThat(run.path("state").asString()).isEqualTo("FAILED");
    }

    private long head() {
        return Long.parseLong(String.valueOf(spoiler.queryForObject(
                "SELECT max(global_index) FROM event_store.domain_event", Long.class)));
    }

    @Test
    void only_operators_ask_and_see() {
        tenant.post(CHECKS, null).isProblem(403, "forbidden");
        tenant.get(CHECKS).isProblem(403, "forbidden");
        tenant.get(CHECKS + "/chk_none").isProblem(403, "forbidden");
        Tenant.operator().get(CHECKS + "/chk_none").isProblem(404, "not-found");
        Tenant.nobody().get(CHECKS).isProblem(401, "unauthenticated");
    }

    @Test
    void where_nothing_is_installed_the_command_line_says_that_it_could_not_check() {
        assertThat(command(TestDatabase.create().settings())).isEqualTo(2);
    }

    private static int command(Map<String, String> settings) {
        List<String> arguments = new ArrayList<>();
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = CheckCommand.run(arguments.toArray(String[]::new), new PrintStream(said, true,
                StandardCharsets.UTF_8));
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("log positions");
        return code;
    }

    /** What is different of this organisation, as a run tells it. */
    private List<Found> checked() {
        return differences(run()).stream().filter(found -> found.key().contains(tenantId)).toList();
    }

    private static JsonNode run() {
        Tenant operator = Tenant.operator();
        String id = operator.post(CHECKS, null).is(202).at("/id");
        await().atMost(PATIENCE).until(() -> !operator.get(CHECKS + "/" + id).at("/state").equals("RUNNING"));
        assertThat(operator.get(CHECKS).is(200).json().path("items").valueStream()
                .map(item -> item.path("id").asString())).contains(id);
        return operator.get(CHECKS + "/" + id).json();
    }

    private static List<Found> differences(JsonNode run) {
        List<Found> differences = new ArrayList<>();
        run.path("findings").forEach(finding -> finding.path("shown").forEach(difference -> differences.add(
                new Found(finding.path("check").asString(), difference.path("key").asString(),
                        difference.path("expected").asString(), difference.path("found").asString()))));
        return differences;
    }
}
