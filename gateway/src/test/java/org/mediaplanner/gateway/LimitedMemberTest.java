package org.mediaplanner.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaplanner.gateway.testing.Tenant;
import org.mediaplanner.gateway.testing.Tenant.Reply;

/** Who works for some advertisers only: what they see, and what they may do. */
class LimitedMemberTest {

    private static final String PASSWORD = "Correct-horse-1";

    private final LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(2);
    private final Tenant owner = Tenant.register();
    private final String email = "anna-" + UUID.randomUUID() + "@example.com";
    private final String ours = client("Ours");
    private final String theirs = client("Theirs");
    private final String ourCampaign = campaign("Our campaign", ours);
    private final String theirCampaign = campaign("Their campaign", theirs);
    private final String nobodysCampaign = campaign("Nobody's campaign", null);
    private final String ourLedger = ledger("Our ledger", ours);
    private final String theirLedger = ledger("Their ledger", theirs);
    private Tenant anna = owner;

    private String client(String name) {
        return owner.post("/clients", "{\"name\": \"%s\"}".formatted(name)).is(201).at("/id");
    }

    private static String campaignBody(String name, @Nullable String client) {
        return Tenant.campaign(name).replaceFirst("\\{", client == null
                ? "{"
                : "{\"clientId\": \"%s\", ".formatted(client));
    }

    private String campaign(String name, @Nullable String client) {
        return owner.post("/campaigns", campaignBody(name, client)).is(201).at("/id");
    }

    private String ledger(String name, String client) {
        String id = owner.post("/budgets", "{\"name\": \"%s\", \"currency\": \"EUR\", \"clientId\": \"%s\"}"
                .formatted(name, client)).is(201).at("/id");
        owner.post("/budgets/" + id + "/fund", "{\"amount\": {\"amount\": \"100\", \"currency\": \"EUR\"}}", "If-Match",
                "\"1\"").is(200);
        return id;
    }

    private void facts(String campaign, String cost) {
        owner.post("/performance/facts", """
                {"facts": [{"campaignId": "%s", "date": "%s", "impressions": 100, "clicks": 10,
                            "cost": {"amount": "%s", "currency": "EUR"}}]}""".formatted(campaign, day, cost)).is(200);
    }

    @BeforeEach
    void comes() {
        facts(ourCampaign, "3.00");
        facts(theirCampaign, "40.00");
        Reply invited = owner.post("/tenants/current/members", """
                {"email": "%s", "role": "PLANNER", "clientIds": ["%s"]}""".formatted(email, ours)).is(201);
        assertThat(invited.at("/clientIds/0")).isEqualTo(ours);
        anna = Tenant.holding(Tenant.nobody().post("/auth/invitations/accept", """
                {"token": "%s", "name": "Anna", "password": "%s"}""".formatted(invited.at("/invitation/token"),
                PASSWORD)).is(200).at("/accessToken"));
        Reply last = owner.post("/campaigns/" + ourCampaign + "/launch", null, "If-Match", "\"1\"").is(200);
        Tenant seeing = owner;
        await().atMost(Duration.ofSeconds(30)).until(() -> seeing.get("/campaigns/" + ourCampaign + "?minPosition="
                + last.header("X-Event-Position")).is(200).at("/status").equals("LIVE"));
    }

    private static List<String> ids(Reply list) {
        return list.is(200).json().path("items").valueStream().map(item -> item.path("id").asString()).toList();
    }

    private String period() {
        return "from=%s&to=%s".formatted(day.minusDays(3), day.plusDays(1));
    }

    @Test
    void they_see_what_is_their_advertisers_and_nothing_else() {
        assertThat(anna.get("/auth/me").is(200).at("/clientIds/0")).isEqualTo(ours);
        assertThat(ids(anna.get("/campaigns"))).containsExactly(ourCampaign);
        assertThat(ids(anna.get("/clients"))).containsExactly(ours);
        assertThat(ids(anna.get("/budgets"))).containsExactly(ourLedger);
        assertThat(ids(owner.get("/campaigns"))).hasSize(3);
        for (String hidden : List.of("/campaigns/" + theirCampaign, "/campaigns/" + nobodysCampaign,
                "/campaigns/" + theirCampaign + "/history", "/campaigns/" + theirCampaign + "/budget",
                "/clients/" + theirs, "/budgets/" + theirLedger, "/budgets/" + theirLedger + "/entries")) {
            owner.get(hidden).is(200);
            anna.get(hidden).isProblem(404, "not-found");
            anna.get(hidden.replace(theirCampaign, ourCampaign).replace(nobodysCampaign, ourCampaign)
                    .replace(theirs, ours).replace(theirLedger, ourLedger)).is(200);
        }
        String overview = "/analytics/overview?" + period();
        // Whoever asks first fills the memory that the other must not be answered from.
        assertThat(owner.get(overview).is(200).text()).contains("43.00");
        assertThat(anna.get(overview).is(200).text()).contains("3.00").doesNotContain("43.00", "40.00");
        assertThat(owner.get(overview).is(200).text()).contains("43.00");
        String breakdown = "/analytics/breakdown?by=campaign&" + period();
        assertThat(anna.get(breakdown).is(200).text()).contains(ourCampaign).doesNotContain(theirCampaign);
        assertThat(anna.get("/analytics/timeseries?" + period()).is(200).text()).doesNotContain("43.00", "40.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/events", "/workflows", "/tenants/current/members", "/admin/projections"})
    void what_is_everybodys_is_not_for_them(String path) {
        owner.get(path).is(200);
        anna.get(path).isProblem(403, "forbidden");
    }

    @Test
    void they_decide_about_what_is_their_advertisers_and_nothing_else() {
        anna.post("/campaigns", campaignBody("Mine", ours)).is(201);
        anna.post("/campaigns", campaignBody("Not mine", theirs)).isProblem(422, "invalid").names("clientId");
        anna.post("/campaigns", campaignBody("Nobody's", null)).isProblem(422, "invalid").names("clientId");
        anna.post("/campaigns/" + ourCampaign + "/pause", null, "If-Match", "\"2\"").is(200);
        anna.post("/campaigns/" + theirCampaign + "/launch", null, "If-Match", "\"1\"").isProblem(404, "not-found");
        anna.patch("/campaigns/" + ourCampaign, "{\"clientId\": \"%s\"}".formatted(theirs), "If-Match", "\"3\"")
                .isProblem(422, "invalid").names("clientId");
        anna.post("/budgets/" + theirLedger + "/fund", "{\"amount\": {\"amount\": \"1\", \"currency\": \"EUR\"}}",
                "If-Match", "\"2\"").isProblem(404, "not-found");
        String share = "{\"campaignId\": \"%s\", \"amount\": {\"amount\": \"5\", \"currency\": \"EUR\"}}";
        String allocate = "/budgets/" + ourLedger + "/allocate";
        Reply unknown = anna.post(allocate, share.formatted("cmp_" + UUID.randomUUID().toString().replaceFirst(
                "-4", "-7")), "If-Match", "\"2\"");
        Reply foreign = anna.post(allocate, share.formatted(theirCampaign), "If-Match", "\"2\"");
        assertThat(foreign.status()).isEqualTo(unknown.status()).isGreaterThanOrEqualTo(400);
        assertThat(foreign.at("/code")).isEqualTo(unknown.at("/code"));
        anna.post(allocate, share.formatted(ourCampaign), "If-Match", "\"2\"").is(200);
        anna.post("/clients", "{\"name\": \"Another\"}").isProblem(403, "forbidden");
        anna.post("/performance/facts", "{\"facts\": []}").isProblem(403, "forbidden");
        anna.post("/workflows/export", "{\"what\": \"CAMPAIGNS\", \"format\": \"CSV\"}").isProblem(403, "forbidden");
    }

    @Test
    void it_holds_at_once_and_until_an_owner_takes_it_back() {
        String member = "/tenants/current/members/" + Objects.requireNonNull(anna.get("/auth/me").at("/user/id"));
        owner.patch(member, "{\"clientIds\": [\"%s\"]}".formatted(theirs)).is(200);
        assertThat(ids(anna.get("/campaigns"))).containsExactly(theirCampaign);
        assertThat(owner.patch(member, "{\"clientIds\": null}").is(200).json().has("clientIds")).isFalse();
        assertThat(ids(anna.get("/campaigns"))).hasSize(3);
        owner.patch(member, "{\"clientIds\": []}").isProblem(422, "invalid").names("clientIds");
        owner.patch(member, "{\"clientIds\": [\"cli_01a22800-2bc8-7e33-9736-897cb18fe954\"]}")
                .isProblem(422, "invalid").names("clientIds");
        owner.patch(member, "{\"role\": \"OWNER\", \"clientIds\": [\"%s\"]}".formatted(ours)).isProblem(422, "invalid")
                .names("clientIds");
    }

    @Test
    void what_was_answered_before_they_were_limited_is_not_answered_again() {
        String member = "/tenants/current/members/" + anna.get("/auth/me").at("/user/id");
        owner.patch(member, "{\"clientIds\": null}").is(200);
        String launch = "/campaigns/" + theirCampaign + "/launch";
        anna.post(launch, null, "If-Match", "\"1\"", "Idempotency-Key", "once").is(200);
        anna.post(launch, null, "If-Match", "\"1\"", "Idempotency-Key", "once").is(200);
        owner.patch(member, "{\"clientIds\": [\"%s\"]}".formatted(ours)).is(200);
        anna.post(launch, null, "If-Match", "\"1\"", "Idempotency-Key", "once").isProblem(404, "not-found");
    }
}
