package org.mediaplanner.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mediaplanner.gateway.testing.Tenant;
import org.mediaplanner.gateway.testing.Tenant.Reply;

/** What holds for every operation, as {@code docs} promise it to callers. */
class ConventionsTest {

    private static final Tenant TENANT = Tenant.register();

    @Test
    void what_adds_up_to_more_than_an_amount_can_be_is_said_and_leaves_the_rest_readable() {
        Tenant tenant = Tenant.register();
        String most = "{\"amount\": {\"amount\": \"1000000000000\", \"currency\": \"EUR\"}}";
        String ledger = tenant.post("/budgets", "{\"name\": \"L\", \"currency\": \"EUR\"}").is(201).at("/id");
        for (String more : List.of("1000000000000.000001", "9223372036854775807")) {
            tenant.post("/budgets/" + ledger + "/fund", most.replace("1000000000000", more), "If-Match", "\"1\"")
                    .isProblem(422, "invalid").names("amount.amount");
        }
        for (int version = 1; version < 10; version++) {
            tenant.post("/budgets/" + ledger + "/fund", most, "If-Match", "\"" + version + "\"").is(200);
        }
        tenant.post("/budgets/" + ledger + "/fund", most, "If-Match", "\"10\"").isProblem(422, "out-of-range");

        String first = tenant.post("/campaigns", Tenant.campaign("First")).is(201).at("/id");
        String second = tenant.post("/campaigns", Tenant.campaign("Second")).is(201).at("/id");
        largest(tenant, first, 9).is(200);
        largest(tenant, first, 10).isProblem(422, "out-of-range");
        String position = String.valueOf(largest(tenant, second, 9).is(200).header("X-Event-Position"));
        tenant.get("/analytics/overview?minPosition=" + position).isProblem(422, "out-of-range");
        tenant.get("/analytics/overview?campaignId=" + first + "&minPosition=" + position).is(200);
    }

    /** Facts of the largest cost on as many days. */
    private static Reply largest(Tenant tenant, String campaign, int days) {
        return tenant.post("/performance/facts", "{\"facts\": [" + IntStream.rangeClosed(1, days).mapToObj(day -> """
                {"campaignId": "%s", "date": "%s", "cost": {"amount": "1000000000000", "currency": "EUR"}}"""
                .formatted(campaign, LocalDate.now(ZoneOffset.UTC).minusDays(day))).collect(Collectors.joining(","))
                + "]}");
    }

    @Test
    void a_created_thing_is_answered_with_its_place_version_and_position() {
        Reply created = TENANT.post("/campaigns", Tenant.campaign("Placed")).is(201);

        assertThat(created.header("Location")).isEqualTo("/api/v1/campaigns/" + created.at("/id"));
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(created.header("X-Event-Position")).matches("\\d+");
        assertThat(created.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(created.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(created.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(created.at("/budget/money/amount")).isEqualTo("1000.00");
    }

    @Test
    void everything_wrong_with_a_body_is_named_at_once_and_by_path() {
        TENANT.post("/campaigns", """
                {"name": 5, "channel": "SEARCH", "platform": null, "objective": "FAME", "startDate": "2026-13-01",
                 "budget": {"type": "TOTAL", "money": {"amount": 12.5, "currency": "XXQ", "cents": 1}},
                 "tags": ["a", null], "surprise": 1}""")
                .isProblem(400, "malformed")
                .names("name").names("platform").names("objective").names("startDate").names("endDate")
                .names("budget.money.amount").names("budget.money.currency").names("budget.money.cents")
                .names("tags[1]").names("surprise");
    }

    @Test
    void broken_rules_are_named_at_once_with_422() {
        TENANT.post("/campaigns", Tenant.campaign("  ").replace("SEARCH", "not a word").replace("1000.00", "-1"))
                .isProblem(422, "invalid")
                .names("name").names("channel").names("budget.money.amount");
    }

    @Test
    void more_than_six_decimals_break_a_rule() {
        TENANT.post("/campaigns", Tenant.campaign("Precise").replace("1000.00", "0.1234567"))
                .isProblem(422, "invalid").names("budget.money.amount");
        TENANT.post("/campaigns", Tenant.campaign("Huge").replace("1000.00", "99999999999999"))
                .isProblem(422, "invalid").names("budget.money.amount");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{not json", "{} {}", "[]", "\"text\"", "{\"name\": \"a\", \"name\": \"b\"}",
            "{\"name\": \"\\u0000\"}", "''"})
    void what_is_no_single_json_object_is_malformed(String body) {
        TENANT.post("/campaigns", body).isProblem(400, "malformed");
    }

    @Test
    void an_absent_a_malformed_and_an_unknown_place_are_not_found() {
        TENANT.post("/campaigns/cmp_nothing/launch", null, "If-Match", "\"1\"").isProblem(404, "not-found");
        TENANT.post("/campaigns/cmp_01980e0d-6b1c-7c3e-9f63-0b0d4a5c2e11/launch", null, "If-Match", "\"1\"")
                .isProblem(404, "not-found");
        TENANT.get("/nothing").isProblem(404, "not-found");
        Tenant.nobody().get("//nothing").isProblem(404, "not-found");
    }

    @Test
    void a_method_a_form_and_a_content_type_that_are_not_offered_are_said_so() {
        Reply wrongMethod = TENANT.send("DELETE", "/budgets", null).isProblem(405, "method-not-allowed");
        assertThat(wrongMethod.header("Allow")).contains("POST");
        TENANT.get("/auth/me", "Accept", "text/xml").isProblem(406, "not-acceptable");
        TENANT.post("/campaigns", "<campaign/>", "Content-Type", "text/xml").isProblem(415, "unsupported-media-type");
        TENANT.get("/campaigns/%2Fetc").isProblem(400, "malformed");
    }

    @Test
    void a_body_far_over_the_limit_is_taken_to_its_end_so_that_its_sender_hears_why() {
        TENANT.post("/campaigns", Tenant.campaign("x".repeat(16 << 20))).isProblem(413, "too-large");
        long begin = System.nanoTime();
        TENANT.upload("/performance/import", "a,b\n".repeat(10 << 20), "{}").isProblem(413, "too-large");
        // Nothing here takes long but waiting for a body that nobody reads any more.
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
        TENANT.get("/campaigns").is(200);
    }

    @Test
    void a_name_is_one_line_that_reads_as_it_is_written() {
        TENANT.post("/campaigns", Tenant.campaign("two\\nlines")).isProblem(422, "invalid").names("name");
        TENANT.post("/campaigns", Tenant.campaign("\\u202Eevil")).isProblem(422, "invalid").names("name");
    }

    @Test
    void a_body_over_the_limit_is_too_large() {
        TENANT.post("/campaigns", Tenant.campaign("x".repeat(1 << 20))).isProblem(413, "too-large");
        TENANT.post("/performance/facts", "{\"facts\": [" + "{},".repeat(10_001) + "{}]}").isProblem(400, "malformed");
    }

    @Test
    void the_callers_request_id_is_kept_and_an_unfit_one_replaced() {
        assertThat(TENANT.get("/nothing", "X-Request-Id", "trace-1").isProblem(404, "not-found").at("/requestId"))
                .isEqualTo("trace-1");
        assertThat(TENANT.get("/nothing", "X-Request-Id", "two words").at("/requestId")).matches("[0-9a-f-]{36}");
    }

    @Test
    void a_change_needs_the_version_it_was_made_in_view_of() {
        String path = "/campaigns/" + TENANT.post("/campaigns", Tenant.campaign("Versions")).is(201).at("/id");

        TENANT.patch(path, "{\"name\": \"V2\"}").isProblem(428, "if-match-required");
        TENANT.patch(path, "{\"name\": \"V2\"}", "If-Match", "*").isProblem(428, "if-match-required");
        TENANT.patch(path, "{\"name\": \"V2\"}", "If-Match", "1").isProblem(400, "malformed").names("If-Match");
        TENANT.patch(path, "{\"name\": \"V2\"}", "If-Match", "W/\"1\"").isProblem(412, "stale-version");
        TENANT.patch(path, "{\"name\": \"V2\"}", "If-Match", "\"7\"").isProblem(412, "stale-version");

        Reply changed = TENANT.patch(path, "{\"name\": \"V2\"}", "If-Match", "\"1\"").is(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(changed.at("/name")).isEqualTo("V2");
        TENANT.patch(path, "{\"name\": \"V3\"}", "If-Match", "\"1\"").isProblem(412, "stale-version");
        assertThat(TENANT.send("DELETE", path, null, "If-Match", "\"2\"").is(204).header("ETag")).isNull();
    }

    @Test
    void a_patch_tells_absent_from_null() {
        String body = Tenant.campaign("Merge").replaceFirst("\\{", "{\"bidding\": {\"strategy\": \"TARGET_CPA\"}, ");
        String path = "/campaigns/" + TENANT.post("/campaigns", body).is(201).at("/id");

        Reply kept = TENANT.patch(path, "{\"tags\": [\"a\"]}", "If-Match", "\"1\"").is(200);
        assertThat(kept.at("/bidding/strategy")).isEqualTo("TARGET_CPA");
        Reply cleared = TENANT.patch(path, "{\"bidding\": null}", "If-Match", "\"2\"").is(200);
        assertThat(cleared.json().has("bidding")).isFalse();
        TENANT.patch(path, "{\"name\": null}", "If-Match", "\"3\"").isProblem(400, "malformed").names("name");
    }

    @Test
    void the_same_key_gets_the_same_answer_and_another_body_is_refused() {
        String body = Tenant.campaign("Once");
        Reply first = TENANT.post("/campaigns", body, "Idempotency-Key", "key-1").is(201);
        Reply second = TENANT.post("/campaigns", body, "Idempotency-Key", "key-1").is(201);

        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("X-Event-Position")).isEqualTo(first.header("X-Event-Position"));
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(first.header("Idempotent-Replayed")).isNull();
        TENANT.post("/campaigns", Tenant.campaign("Other"), "Idempotency-Key", "key-1")
                .isProblem(422, "idempotency-key-reused");
        TENANT.post("/campaigns", body, "Idempotency-Key", "x".repeat(256)).isProblem(400, "malformed")
                .names("Idempotency-Key");
    }

    @Test
    void a_refusal_is_not_kept() {
        String taken = Tenant.campaign("Taken");
        TENANT.post("/campaigns", taken).is(201);
        TENANT.post("/campaigns", taken, "Idempotency-Key", "key-2").isProblem(409, "name-taken");
        TENANT.post("/campaigns", Tenant.campaign("Free"), "Idempotency-Key", "key-2").is(201);
    }
}
