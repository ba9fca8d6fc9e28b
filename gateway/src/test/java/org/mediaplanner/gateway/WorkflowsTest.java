package org.mediaplanner.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mediaplanner.gateway.testing.Tenant;
import org.mediaplanner.gateway.testing.Tenant.Reply;

/** Long-running work is asked for, followed, and its result had. */
class WorkflowsTest {

    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final Tenant tenant = Tenant.register();

    @Test
    void an_export_is_asked_for_followed_and_downloaded_by_its_own_tenant_only() {
        String id = tenant.post("/campaigns", Tenant.campaign("Exported")).is(201).at("/id");
        tenant.post("/performance/facts",
                """
                        {"facts": [{"campaignId": "%s", "date": "%s", "clicks": 25, "cost": {"amount": "12.34", "currency": "EUR"}}]}"""
                        .formatted(id, today.minusDays(1)))
                .is(200);
        Reply asked = tenant.post("/workflows/export", """
                {"what": "PERFORMANCE", "format": "CSV", "from": "%s", "until": "%s"}""".formatted(today.minusDays(9),
                today)).is(202);
        String path = "/workflows/" + asked.at("/workflowId");
        assertThat(asked.header("Location")).isEqualTo("/api/v1" + path);

        tenant.get(path + "?minPosition=" + asked.header("X-Event-Position")).is(200);
        Reply ended = ends(path);
        assertThat(ended.at("/status")).isEqualTo("COMPLETED");
        assertThat(ended.at("/type")).isEqualTo("export");
        assertThat(ended.at("/progress/percent")).isEqualTo("100");
        assertThat(ended.at("/input/what")).isEqualTo("PERFORMANCE");
        Reply result = tenant.get(path + "/result").is(200);
        Reply file = tenant.get("/files/" + result.at("/fileId")).is(200);
        assertThat(file.text().lines()).hasSize(2);
        assertThat(file.text()).contains(",12.34,");
        assertThat(file.header("Content-Disposition")).contains("performance-" + today + ".csv");
        assertThat(tenant.get("/workflows?type=export&status=COMPLETED").at("/items/0/id"))
                .isEqualTo(asked.at("/workflowId"));

        Tenant other = Tenant.register();
        other.get(path).isProblem(404, "not-found");
        other.get(path + "/result").isProblem(404, "not-found");
        other.post(path + "/cancel", null).isProblem(404, "not-found");
        other.get("/files/" + result.at("/fileId")).isProblem(404, "not-found");
        tenant.post(path + "/cancel", null).isProblem(409, "already-ended");
        tenant.post(path + "/approve", "{\"hash\": \"x\"}").isProblem(409, "not-waiting");
    }

    @Test
    void an_uploaded_file_is_proposed_approved_by_its_hash_and_applied_wholly() {
        StringBuilder csv = new StringBuilder("Day,Campaign,Spend\n");
        for (int i = 0; i < 20; i++) {
            csv.append(today.minusDays(20 - i)).append(",Uploaded ").append(i % 2).append(',').append(i)
                    .append(".50\n");
        }
        Reply file = tenant.uploadFile(csv.toString()).is(201);
        Reply asked = tenant.post("/workflows/data-import", """
                {"source": {"type": "UPLOAD", "fileId": "%s"}, "target": "PERFORMANCE"}""".formatted(file.at("/id")))
                .is(202);
        String path = "/workflows/" + asked.at("/workflowId");
        tenant.get(path + "?minPosition=" + asked.header("X-Event-Position")).is(200);
        Reply waits = ends(path);
        assertThat(waits.at("/status")).as(waits.text()).isEqualTo("WAITING_FOR_APPROVAL");
        assertThat(waits.at("/result/mapping/series/0/campaign")).isEqualTo("{Campaign}");
        assertThat(waits.at("/result/diff/create")).isEqualTo("20");
        assertThat(waits.at("/result/diff/campaignsToCreate")).isEqualTo("2");
        assertThat(tenant.get("/campaigns").json().at("/items").size()).isZero();

        tenant.post(path + "/approve", "{\"hash\": \"%s\"}".formatted("0".repeat(64))).isProblem(409, "stale");
        tenant.get(path + "/result").isProblem(409, "not-finished");
        Reply approved = tenant.post(path + "/approve", "{\"hash\": \"%s\"}".formatted(waits.at("/result/hash")))
                .is(200);
        tenant.get(path + "?minPosition=" + approved.header("X-Event-Position")).is(200);
        Reply done = ends(path);
        assertThat(done.at("/status")).as(done.text()).isEqualTo("COMPLETED");
        assertThat(done.at("/result/applied/accepted")).isEqualTo("20");
        assertThat(tenant.get("/analytics/overview?minPosition=99999999").at("/totals/cost/amount"))
                .isEqualTo("200.00");
    }

    @Test
    void an_audit_log_is_of_the_campaign_asked_for_and_takes_no_filter_that_it_would_pass_over() {
        String id = tenant.post("/campaigns", Tenant.campaign("Asked")).is(201).at("/id");
        tenant.post("/campaigns", Tenant.campaign("Other")).is(201);
        Reply asked = tenant.post("/workflows/export", """
                {"what": "AUDIT", "format": "CSV", "filters": {"campaignId": ["%s"]}}""".formatted(id)).is(202);
        tenant.get("/workflows/" + asked.at("/workflowId") + "?minPosition=" + asked.header("X-Event-Position"))
                .is(200);
        Reply ended = ends("/workflows/" + asked.at("/workflowId"));
        assertThat(tenant.get("/files/" + ended.at("/result/fileId")).text().lines()).hasSize(2)
                .anyMatch(line -> line.contains(id));
        tenant.post("/workflows/export", """
                {"what": "AUDIT", "format": "CSV", "filters": {"channel": ["SEARCH"], "tag": ["a"]}}""")
                .isProblem(422, "invalid").names("filters.channel").names("filters.tag");
    }

    @Test
    void a_name_that_no_campaign_can_have_is_named_before_anything_waits_for_approval() {
        Reply file = tenant.uploadFile("Day,Campaign,Spend\n%s,%s,1\n".formatted(today.minusDays(1), "x".repeat(201)));
        Reply asked = tenant.post("/workflows/data-import", """
                {"source": {"type": "UPLOAD", "fileId": "%s"}, "target": "PERFORMANCE"}""".formatted(file.at("/id")));
        String path = "/workflows/" + asked.at("/workflowId");
        tenant.get(path + "?minPosition=" + asked.header("X-Event-Position")).is(200);
        Reply waits = ends(path);
        assertThat(waits.at("/result/errorsTotal")).as(waits.text()).isEqualTo("1");
        assertThat(waits.at("/result/errors/0/line")).isEqualTo("2");
    }

    @Test
    void values_that_add_up_to_more_than_an_amount_can_be_end_an_import() {
        StringBuilder rows = new StringBuilder("Day,Campaign,Spend\n");
        for (int day = 1; day <= 20; day++) {
            rows.append(today.minusDays(day)).append(",Vast,1000000000000\n");
        }
        Reply file = tenant.uploadFile(rows.toString());
        Reply asked = tenant.post("/workflows/data-import", """
                {"source": {"type": "UPLOAD", "fileId": "%s"}, "target": "PERFORMANCE"}""".formatted(file.at("/id")));
        String path = "/workflows/" + asked.at("/workflowId");
        tenant.get(path + "?minPosition=" + asked.header("X-Event-Position")).is(200);
        Reply failed = ends(path);
        assertThat(failed.at("/status")).as(failed.text()).isEqualTo("FAILED");
        assertThat(failed.at("/failure/code")).isEqualTo("out-of-range");
    }

    @Test
    void a_file_whose_type_is_garbage_is_malformed() {
        String form = """
                --b\r
                Content-Disposition: form-data; name="file"; filename="x.csv"\r
                Content-Type: garbage\r
                \r
                a,b\r
                --b--\r
                """;
        tenant.send("POST", "/files", form, "Content-Type", "multipart/form-data; boundary=b")
                .isProblem(400, "malformed");
    }

    @Test
    void a_form_with_a_part_that_has_no_name_is_malformed() {
        String form = """
                --b\r
                Content-Type: text/csv\r
                \r
                a,b\r
                --b--\r
                """;
        for (String path : List.of("/files", "/performance/import")) {
            tenant.send("POST", path, form, "Content-Type", "multipart/form-data; boundary=b")
                    .isProblem(400, "malformed");
        }
    }

    @Test
    void what_cannot_be_done_is_said_at_once() {
        tenant.post("/workflows/unheard-of", "{}").isProblem(404, "not-found");
        tenant.get("/workflows/wfl_nothing").isProblem(404, "not-found");
        tenant.get("/files/fil_nothing").isProblem(404, "not-found");
        tenant.get("/workflows?type=unheard-of").isProblem(400, "malformed").names("type");
        tenant.post("/workflows/export", "{\"what\": \"MONEY\", \"format\": \"PDF\"}").isProblem(400, "malformed")
                .names("what").names("format");
        tenant.post("/workflows/export", """
                {"what": "AUDIT", "format": "CSV", "from": "2026-02-02", "until": "2026-02-01"}""")
                .isProblem(422, "invalid").names("until");
        tenant.post("/workflows/data-import", """
                {"source": {"type": "UPLOAD", "fileId": "fil_0198c0de-0000-7000-8000-000000000001"},
                 "target": "PERFORMANCE"}""").isProblem(422, "unknown-file").names("source.fileId");
    }

    private Reply ends(String path) {
        for (int i = 0; i < 300; i++) {
            Reply run = tenant.get(path).is(200);
            if (List.of("COMPLETED", "FAILED", "CANCELLED", "WAITING_FOR_APPROVAL").contains(run.at("/status"))) {
                return run;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return fail(path + " never ended");
    }
}
