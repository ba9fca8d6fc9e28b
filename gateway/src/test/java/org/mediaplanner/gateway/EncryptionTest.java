package org.mediaplanner.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.FreeText;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.vault.Vault;
import org.mediaplanner.gateway.testing.RunningApplication;
import org.mediaplanner.gateway.testing.Tenant;
import org.mediaplanner.gateway.testing.Tenant.Reply;
import org.mediaplanner.queries.rebuild.Rebuild;
import org.mediaplanner.queries.rebuild.Rebuilds;
import org.springframework.jdbc.core.JdbcTemplate;

/** What docs/encryption.md promises of texts that people type, of their erasure, and of what Temporal is given. */
class EncryptionTest {

    private static final String MARKER = "Zwiebelkuchen";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final RunningApplication application = RunningApplication.instance();
    private final JdbcTemplate database = new JdbcTemplate(application.database().superuser());
    private final Tenant tenant = Tenant.register();
    private final String tenantId = tenant.get("/auth/me").at("/tenant/id");

    /** Other tests look at what was last found. */
    @AfterEach
    void forget() {
        database.update("DELETE FROM event_store.consistency_run");
    }

    @Test
    void what_people_type_is_theirs_to_read_and_stands_nowhere_in_the_log() {
        String position = typeEverywhere();

        assertThat(rows("event_store.domain_event")).contains("$sealed").doesNotContain(MARKER);
        String events = tenant.get("/events?minPosition=" + position).is(200).text();
        assertThat(events).contains(texts()).doesNotContain("$sealed");
        assertThat(tenant.get("/campaigns?minPosition=" + position).text()).contains(MARKER + "-renamed");
        Reply asked = tenant.post("/workflows/export", "{\"what\": \"AUDIT\", \"format\": \"CSV\"}").is(202);
        Reply ended = ends(asked);
        assertThat(tenant.get("/files/" + ended.at("/result/fileId")).text()).contains(texts())
                .doesNotContain("$sealed");
    }

    @Test
    void once_the_key_is_destroyed_all_of_it_reads_erased_and_read_models_built_anew_hold_none_of_it() {
        String position = typeEverywhere();
        tenant.get("/budgets?minPosition=" + position).is(200);

        application.bean(Vault.class).destroy(TenantId.of(tenantId));

        assertThat(tenant.get("/events").is(200).text()).contains(FreeText.ERASED).doesNotContain(MARKER);
        Rebuilds rebuilds = application.bean(Rebuilds.class);
        rebuilds.names().forEach(name -> rebuilds.rebuild(name, "test"));
        await().atMost(PATIENCE).until(() -> {
            rebuilds.all().forEach((name, rebuild) -> accept(rebuilds, rebuild));
            return rebuilds.all().isEmpty();
        });
        for (String table : database.queryForList("""
                SELECT table_schema || '.' || table_name FROM information_schema.columns
                 WHERE table_schema = 'query_side' AND column_name = 'tenant_id' AND table_name <> 'change_stamp'""",
                String.class)) {
            assertThat(rows(table)).as(table).isEqualTo("null");
        }
        assertThat(tenant.get("/events?after=" + (head() - 1)).is(200).at("/items/0/sequence")).isEqualTo(
                Long.toString(head()));
        assertThat(differences()).as("of read models from the log").isEmpty();
    }

    private static void accept(Rebuilds rebuilds, Rebuild rebuild) {
        assertThat(rebuild.failure()).as(rebuild.projection()).isNull();
        if (rebuild.phase() == Rebuild.Phase.WAITING) {
            rebuilds.accept(rebuild.projection());
        }
    }

    private List<String> differences() {
        Tenant operator = Tenant.operator();
        String id = operator.post("/admin/consistency-checks", null).is(202).at("/id");
        await().atMost(PATIENCE)
                .until(() -> !operator.get("/admin/consistency-checks/" + id).at("/state").equals("RUNNING"));
        return operator.get("/admin/consistency-checks/" + id).json().path("findings").valueStream()
                .filter(finding -> finding.path("check").asString().startsWith("read model"))
                .flatMap(finding -> finding.path("shown").valueStream()).map(shown -> shown.path("key").asString())
                .filter(key -> key.contains(tenantId)).toList();
    }

    @Test
    void temporal_is_given_nothing_that_it_could_read() {
        Reply file = tenant.uploadFile("Day,Campaign,Spend\n%s,%s,not a number\n"
                .formatted(LocalDate.now(ZoneOffset.UTC).minusDays(1), MARKER)).is(201);
        Reply asked = tenant.post("/workflows/data-import", """
                {"source": {"type": "UPLOAD", "fileId": "%s"}, "target": "PERFORMANCE"}""".formatted(file.at("/id")))
                .is(202);
        ends(asked);

        // The place in a trace is nobody's text.
        String history = history(asked.at("/workflowId")).replaceAll(
                "key: \"traceparent\"\\s+value \\{\\s+metadata \\{\\s+key: \"encoding\"\\s+value: \"json/plain\"", "");
        assertThat(history).contains("binary/sealed", "data-import-propose").doesNotContain(MARKER, "json/plain",
                "\\\"workflowId\\\"");
        // In the one place that tells which key to ask for.
        assertThat(history.replaceAll("(?s)key: \"tenant\"\\s+value: \"" + tenantId + "\"", ""))
                .doesNotContain(tenantId);
    }

    private String history(String workflowId) {
        return application.bean(WorkflowServiceStubs.class).blockingStub()
                .getWorkflowExecutionHistory(GetWorkflowExecutionHistoryRequest.newBuilder().setNamespace("default")
                        .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId)).build())
                .toString();
    }

    private String typeEverywhere() {
        tenant.post("/clients", "{\"name\": \"%1$s-client\", \"tags\": [\"%1$s-tag\"]}".formatted(MARKER)).is(201);
        String campaign = tenant.post("/campaigns", Tenant.campaign(MARKER + "-campaign")).is(201).at("/id");
        tenant.post("/campaigns/" + campaign + "/launch", null, "If-Match", "\"1\"").is(200);
        tenant.post("/campaigns/" + campaign + "/pause", "{\"reason\": \"%s-pause\"}".formatted(MARKER), "If-Match",
                "\"2\"").is(200);
        tenant.patch("/campaigns/" + campaign, """
                {"name": "%1$s-renamed", "targeting": {"keywords": ["%1$s-keyword"], "audiences": ["%1$s-audience"]}}"""
                .formatted(MARKER), "If-Match", "\"3\"").is(200);
        String ledger = tenant.post("/budgets", "{\"name\": \"%s-ledger\", \"currency\": \"EUR\"}".formatted(MARKER))
                .is(201).at("/id");
        return Objects.requireNonNull(tenant.post("/budgets/" + ledger + "/fund", """
                {"amount": {"amount": "9.00", "currency": "EUR"}, "reason": "%s-reason"}""".formatted(MARKER),
                "If-Match", "\"1\"").is(200).header("X-Event-Position"));
    }

    private static String[] texts() {
        return List.of("client", "tag", "campaign", "pause", "renamed", "keyword", "audience", "ledger", "reason")
                .stream().map(text -> MARKER + "-" + text).toArray(String[]::new);
    }

    /** All of the tenant's rows as a backup holds them. */
    private String rows(String table) {
        return String.valueOf(database.queryForObject(
                "SELECT string_agg(t::text, ' ') FROM " + table + " AS t WHERE tenant_id = ?", String.class, tenantId));
    }

    private long head() {
        return Objects.requireNonNull(database.queryForObject(
                "SELECT position FROM event_store.tenant_head WHERE tenant_id = ?", Long.class, tenantId));
    }

    private Reply ends(Reply asked) {
        String path = "/workflows/" + asked.at("/workflowId");
        tenant.get(path + "?minPosition=" + asked.header("X-Event-Position")).is(200);
        await().atMost(PATIENCE).until(() -> List.of("COMPLETED", "FAILED", "WAITING_FOR_APPROVAL")
                .contains(tenant.get(path).is(200).at("/status")));
        return tenant.get(path);
    }
}
