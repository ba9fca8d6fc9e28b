package org.mediaplanner.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.FreeText;
import org.mediaplanner.gateway.testing.RunningApplication;
import org.mediaplanner.gateway.testing.Tenant;
import org.mediaplanner.gateway.testing.Tenant.Reply;
import org.mediaplanner.queries.rebuild.Rebuilds;
import org.springframework.jdbc.core.JdbcTemplate;

/** The end of an organisation: what docs/encryption.md promises of it. */
class DeletionTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String NAME = "Zwiebelkuchen Media";
    private static final String PASSWORD = "Correct-horse-1";
    /** What tells Temporal and operators, and holds ids alone. */
    private static final Set<String> STAYING = Set.of("event_store.domain_event", "event_store.tenant_log",
            "event_store.tenant_head", "event_store.tenant_key", "sagas.delegation", "command_side.security_entry");

    private final JdbcTemplate database = new JdbcTemplate(RunningApplication.instance().database().superuser());
    private final Tenant owner = Tenant.register();
    private final Tenant neighbour = Tenant.register();
    private final String id = owner.get("/auth/me").at("/tenant/id");

    @Test
    void an_organisation_is_deleted_with_all_that_is_kept_of_it_and_nothing_else() {
        fill(owner);
        fill(neighbour);
        String alone = "alone-" + UUID.randomUUID() + "@example.com";
        String shared = "shared-" + UUID.randomUUID() + "@example.com";
        owner.join(alone, "PLANNER", PASSWORD);
        owner.join(shared, "ADMIN", PASSWORD);
        neighbour.join(shared, "VIEWER", PASSWORD);
        // Who was in another organisation for a while, and is no more, has a session of it still.
        Tenant visitor = owner.join("visitor-" + UUID.randomUUID() + "@example.com", "VIEWER", PASSWORD);
        String email = visitor.get("/auth/me").at("/user/email");
        Reply invited = neighbour.post("/tenants/current/members", """
                {"email": "%s", "role": "VIEWER"}""".formatted(email)).is(201);
        Tenant.nobody().post("/auth/invitations/accept", "{\"token\": \"%s\", \"password\": \"%s\"}".formatted(invited
                .at("/invitation/token"), PASSWORD)).is(200);
        neighbour.send("DELETE", "/tenants/current/members/" + invited.at("/userId"), null).is(204);
        String version = rename();
        Tenant.operator().post("/admin/projections/campaign/rebuild", null).is(202);
        await().atMost(PATIENCE).until(() -> RunningApplication.instance().bean(Rebuilds.class).find("campaign")
                .isEmpty());
        owner.post("/workflows/export", "{\"what\": \"AUDIT\", \"format\": \"CSV\"}").is(202);
        Map<String, Long> neighbours = counts(neighbour.get("/auth/me").at("/tenant/id"));
        // One of these sessions is of somebody who goes.
        neighbours.remove("command_side.session");
        neighbours.keySet().removeIf(table -> table.startsWith("query_side_") || table.endsWith("request_count"));

        String path = "/tenants/current";
        owner.send("DELETE", path, "{\"confirmName\": \"Zwiebel\"}", "If-Match", version)
                .isProblem(422, "invalid").names("confirmName");
        owner.send("DELETE", path, "{\"confirmName\": \"%s\"}".formatted(NAME), "If-Match", "\"1\"")
                .isProblem(412, "stale-version");
        owner.member("ADMIN").send("DELETE", path, "{\"confirmName\": \"%s\"}".formatted(NAME), "If-Match", version)
                .isProblem(403, "forbidden");
        Reply asked = owner.send("DELETE", path, "{\"confirmName\": \"%s\"}".formatted(NAME), "If-Match",
                version()).is(202);
        assertThat(asked.at("/workflowId")).startsWith("wfl_");
        owner.get("/auth/me").isProblem(401, "unauthenticated");
        String listed = "/admin/tenants/" + id;
        Tenant.operator().post(listed + "/resume", null).isProblem(409, "being-deleted");

        await().atMost(PATIENCE)
                .until(() -> "not-found".equals(Tenant.operator().post(listed + "/resume", null).at("/code")));

        Map<String, Long> left = counts(id);
        assertThat(left).as("rows that are left").isEmpty();
        assertThat(database.queryForObject("SELECT string_agg(e::text, ' ') FROM event_store.domain_event e "
                + "WHERE tenant_id = ?", String.class, id)).contains("tenant.deleted").doesNotContain("Zwiebel");
        assertThat(database.queryForObject("""
                SELECT max(position) = count(*) AND count(*) = (SELECT count(*) FROM event_store.domain_event
                                                                 WHERE tenant_id = log.tenant_id)
                  FROM event_store.tenant_log log WHERE tenant_id = ? GROUP BY tenant_id""", Boolean.class, id))
                .as("every event has its position").isTrue();

        assertThat(counts(neighbour.get("/auth/me").at("/tenant/id"))).containsAllEntriesOf(neighbours);
        assertThat(neighbour.get("/campaigns").at("/items/0/name")).isEqualTo(NAME).isNotEqualTo(FreeText.ERASED);
        assertThat(login(shared).is(200).at("/tokenType")).isEqualTo("Bearer");
        login(alone).isProblem(401, "bad-credentials");
        Tenant.nobody().post("/auth/register", """
                {"organization": "New", "name": "Back", "email": "%s", "password": "%s"}""".formatted(alone, PASSWORD))
                .is(201);
        assertThat(differences()).as("of anything from the log").isEmpty();
    }

    private static Reply login(String email) {
        return Tenant.nobody().post("/auth/login", """
                {"email": "%s", "password": "%s"}""".formatted(email, PASSWORD));
    }

    private String rename() {
        owner.patch("/tenants/current", "{\"name\": \"%s\"}".formatted(NAME), "If-Match", version()).is(200);
        return version();
    }

    private String version() {
        return "\"" + database.queryForObject("SELECT count(*) FROM event_store.domain_event WHERE aggregate_id = ?",
                Long.class, id) + "\"";
    }

    /** Rows in each table that keeps some of {@code tenant}, those left out that stay. */
    private Map<String, Long> counts(String tenant) {
        Map<String, Long> counts = new TreeMap<>();
        for (String table : database.queryForList(
                """
                        SELECT table_schema || '.' || table_name FROM information_schema.columns
                          JOIN information_schema.tables USING (table_schema, table_name)
                         WHERE table_schema IN ('event_store', 'command_side', 'query_side', 'query_side_next', 'query_side_former', 'sagas')
                           AND column_name = 'tenant_id' AND table_type = 'BASE TABLE'""",
                String.class)) {
            Long rows = Objects.requireNonNull(database.queryForObject(
                    "SELECT count(*) FROM " + table + " WHERE tenant_id = ?", Long.class, tenant));
            if (rows > 0) {
                counts.put(table, rows);
            }
        }
        counts.keySet().removeAll(STAYING);
        return counts;
    }

    private static void fill(Tenant tenant) {
        tenant.post("/clients", "{\"name\": \"%s\"}".formatted(NAME)).is(201);
        String campaign = tenant.post("/campaigns", Tenant.campaign(NAME)).is(201).at("/id");
        LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(2);
        tenant.post("/performance/facts", """
                {"facts": [{"campaignId": "%s", "date": "%s", "impressions": 100, "clicks": 10,
                            "cost": {"amount": "1.00", "currency": "EUR"}}]}""".formatted(campaign, day)).is(200);
        String ledger = tenant.post("/budgets", "{\"name\": \"%s\", \"currency\": \"EUR\"}".formatted(NAME)).is(201)
                .at("/id");
        tenant.post("/budgets/" + ledger + "/fund", "{\"amount\": {\"amount\": \"9.00\", \"currency\": \"EUR\"}}",
                "If-Match", "\"1\"", "Idempotency-Key", "fund").is(200);
        tenant.post("/budgets/" + ledger + "/allocate", """
                {"campaignId": "%s", "amount": {"amount": "5.00", "currency": "EUR"}}""".formatted(campaign),
                "If-Match", "\"2\"").is(200);
        tenant.uploadFile("Day,Campaign,Spend\n").is(201);
        tenant.post("/auth/api-keys", "{\"name\": \"robot\", \"scopes\": [\"campaigns:read\"]}").is(201);
        await().atMost(PATIENCE).until(() -> tenant.get("/campaigns/" + campaign).at("/budget/money/amount").equals(
                "5.00"));
    }

    private List<String> differences() {
        Tenant operator = Tenant.operator();
        String check = "/admin/consistency-checks/"
                + operator.post("/admin/consistency-checks", null).is(202).at("/id");
        await().atMost(PATIENCE).until(() -> !operator.get(check).at("/state").equals("RUNNING"));
        List<String> found = operator.get(check).json().path("findings").valueStream()
                .flatMap(finding -> finding.path("shown").valueStream()).map(shown -> shown.path("key").asString())
                .filter(key -> key.contains(id)).toList();
        database.update("DELETE FROM event_store.consistency_run");
        return found;
    }
}
