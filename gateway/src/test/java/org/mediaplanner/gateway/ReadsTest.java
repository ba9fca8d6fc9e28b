package org.mediaplanner.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaplanner.gateway.testing.Tenant;
import org.mediaplanner.gateway.testing.Tenant.Reply;
import tools.jackson.databind.JsonNode;

/** What has been told is read back: lists, histories, figures. */
class ReadsTest {

    private final String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();

    private final Tenant tenant = Tenant.register();

    @Test
    void an_answer_covers_the_position_that_it_is_asked_to() {
        Reply created = tenant.post("/campaigns", Tenant.campaign("Mine")).is(201);
        Reply read = tenant.get("/campaigns/" + created.at("/id") + since(created)).is(200);

        assertThat(read.header("X-Caught-Up")).isEqualTo("true");
        assertThat(read.header("ETag")).isEqualTo("\"1\"");
        assertThat(read.text()).isEqualTo(created.text());
        assertThat(tenant.get("/campaigns?minPosition=999999999999").is(200).header("X-Caught-Up")).isEqualTo("false");
        assertThat(tenant.get("/campaigns/cmp_" + UUID.randomUUID() + "?minPosition=999999999999")
                .isProblem(404, "not-found").header("X-Caught-Up")).as("not there, as far as is known")
                .isEqualTo("false");
        tenant.get("/campaigns?minPosition=-1").isProblem(400, "malformed").names("minPosition");
    }

    @Test
    void a_tag_never_says_not_modified() {
        Reply created = tenant.post("/campaigns", Tenant.campaign("Mine")).is(201);
        tenant.get("/campaigns/" + created.at("/id") + since(created), "If-None-Match", "\"1\"").is(200);
    }

    @Test
    void pages_hold_each_thing_once_and_count_on_demand() {
        Reply last = tenant.post("/clients", "{\"name\": \"Client 0\"}").is(201);
        for (int i = 1; i < 7; i++) {
            last = tenant.post("/clients", "{\"name\": \"Client %d\", \"tags\": [\"t\"]}".formatted(i)).is(201);
        }
        List<String> seen = new ArrayList<>();
        String path = "/clients" + since(last) + "&limit=3&sort=-name&count=true";
        String cursor = "";
        do {
            Reply page = tenant.get(path + cursor).is(200);
            assertThat(page.at("/total")).isEqualTo("7");
            page.json().at("/items").forEach(item -> seen.add(item.path("name").asString()));
            assertThat(page.json().has("nextCursor")).isTrue();
            cursor = page.json().at("/nextCursor").isNull() ? "" : "&cursor=" + page.at("/nextCursor");
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactly("Client 6", "Client 5", "Client 4", "Client 3", "Client 2", "Client 1",
                "Client 0");
    }

    @ParameterizedTest
    @CsvSource({"/campaigns?surprise=1,surprise", "/campaigns?sort=budget,sort", "/campaigns?limit=501,limit",
            "/campaigns?limit=ten,limit", "/campaigns?status=SLEEPING,status", "/campaigns?cursor=abc,cursor",
            "/campaigns?clientId=42,clientId", "/campaigns?include=all,include", "/clients?status=DEAD,status",
            "/budgets?sort=-size,sort", "/analytics/overview?from=2026-02-30,from", "/analytics/breakdown,by",
            "/analytics/breakdown?by=mood,by", "/analytics/timeseries?granularity=hour,granularity",
            "/analytics/overview?currency=XXQ,currency", "/campaigns?limit=1&limit=2,limit"})
    void what_a_question_cannot_hold_is_named(String path, String parameter) {
        tenant.get(path).isProblem(400, "malformed").names(parameter);
    }

    @Test
    void a_period_has_an_order_and_an_end() {
        tenant.get("/analytics/overview?from=2026-02-01&to=2026-01-01").isProblem(422, "invalid").names("from");
        tenant.get("/analytics/overview?from=2001-01-01&to=2026-01-01").isProblem(422, "invalid").names("from");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/campaigns", "/clients", "/budgets", "/fx-rates", "/analytics/timeseries",
            "/analytics/breakdown?by=channel", "/analytics/pacing", "/analytics/outcomes"})
    void every_list_can_be_had_as_csv_even_an_empty_one(String path) {
        Reply csv = tenant.get(path, "Accept", "text/csv").is(200);
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.text()).matches("[A-Za-z.,]+\r\n");
    }

    @Test
    void csv_flattens_what_is_nested_and_defuses_formulas() {
        Reply created = tenant.post("/campaigns", Tenant.campaign("=HYPERLINK(1)")
                .replaceFirst("\\{", "{\"tags\": [\"a\", \"b\"], ")).is(201);
        Reply csv = tenant.get("/campaigns" + since(created), "Accept", "text/csv").is(200);

        List<String> lines = csv.text().lines().toList();
        assertThat(lines.getFirst()).startsWith("id,version,name,")
                .contains("budget.money.amount,budget.money.currency");
        assertThat(lines.get(1)).contains(",'=HYPERLINK(1),").contains("TOTAL,1000.00,EUR").contains("a;b");
    }

    @Test
    void csv_tells_where_the_next_page_begins() {
        tenant.post("/clients", "{\"name\": \"One\"}").is(201);
        Reply second = tenant.post("/clients", "{\"name\": \"Two\"}").is(201);
        assertThat(tenant.get("/clients" + since(second) + "&limit=1", "Accept", "text/csv").is(200)
                .header("X-Next-Cursor")).isNotBlank();
    }

    @Test
    void archived_things_leave_the_lists_and_stay_readable() {
        String path = "/campaigns/" + tenant.post("/campaigns", Tenant.campaign("Old")).is(201).at("/id");
        Reply archived = tenant.send("DELETE", path, null, "If-Match", "\"1\"").is(204);

        assertThat(tenant.get("/campaigns" + since(archived)).json().at("/items").isEmpty()).isTrue();
        assertThat(tenant.get("/campaigns?status=ARCHIVED").json().at("/items").size()).isEqualTo(1);
        assertThat(tenant.get(path).is(200).at("/status")).isEqualTo("ARCHIVED");
    }

    @Test
    void a_history_tells_what_changed_newest_first() {
        String path = "/campaigns/" + tenant.post("/campaigns", Tenant.campaign("First")).is(201).at("/id");
        tenant.patch(path, "{\"name\": \"Second\"}", "If-Match", "\"1\"").is(200);
        Reply launched = tenant.post(path + "/launch", null, "If-Match", "\"2\"").is(200);
        Reply paused = tenant.post(path + "/pause", "{\"reason\": \"rain\"}", "If-Match", "\"3\"").is(200);
        assertThat(launched.at("/status")).isEqualTo("LIVE");

        JsonNode items = tenant.get(path + "/history" + since(paused)).is(200).json().at("/items");
        assertThat(items.valueStream().map(item -> item.path("type").asString())).containsExactly("campaign.paused",
                "campaign.launched", "campaign.renamed", "campaign.created");
        assertThat(items.at("/0/reason").asString()).isEqualTo("rain");
        assertThat(items.at("/2/changes/0").toString())
                .isEqualTo("{\"field\":\"name\",\"old\":\"First\",\"new\":\"Second\"}");
        assertThat(items.at("/0/position").asLong()).isEqualTo(items.at("/1/position").asLong() + 1);
    }

    @Test
    void facts_become_figures_with_ratios_where_they_can() {
        String id = tenant.post("/campaigns", Tenant.campaign("Measured")).is(201).at("/id");
        Reply told = tenant.post("/performance/facts", """
                {"facts": [{"campaignId": "%s", "date": "%s", "impressions": 1000.0, "clicks": 25,
                            "cost": {"amount": "50", "currency": "EUR"}}]}""".formatted(id, yesterday)).is(200);
        assertThat(told.text()).isEqualTo("{\"accepted\":1,\"restated\":0,\"unchanged\":0}");

        Reply overview = tenant.get("/analytics/overview" + since(told)).is(200);
        assertThat(overview.at("/totals/cost/amount")).isEqualTo("50.00");
        assertThat(overview.at("/totals/derived/ctr")).isEqualTo("0.025");
        assertThat(overview.json().at("/totals/derived/cpa").isNull()).isTrue();
        assertThat(overview.at("/dataThrough")).isEqualTo(yesterday);
        assertThat(overview.at("/campaigns/draft")).isEqualTo("1");

        JsonNode item = tenant.get("/campaigns?include=metrics").is(200).json().at("/items/0");
        assertThat(item.at("/metrics/clicks").asInt()).isEqualTo(25);
        assertThat(item.at("/spend/amount").asString()).isEqualTo("50.00");
        assertThat(item.has("paceStatus")).isTrue();
        Reply series = tenant.get("/campaigns/" + id + "/analytics?granularity=week").is(200);
        assertThat(series.at("/items/0/cost/amount")).isEqualTo("50.00");
        assertThat(tenant.get("/campaigns/" + id + "/pacing").is(200).at("/actual/amount")).isEqualTo("50.00");
        assertThat(tenant.get("/analytics/breakdown?by=channel").at("/items/0/key")).isEqualTo("SEARCH");
    }

    @Test
    void bad_rows_are_told_by_index_and_nothing_is_applied() {
        String id = tenant.post("/campaigns", Tenant.campaign("Strict")).is(201).at("/id");
        String good = "{\"campaignId\": \"%s\", \"date\": \"%s\", \"clicks\": 1}".formatted(id, yesterday);
        Reply malformed = tenant.post("/performance/facts",
                "{\"facts\": [" + good + ", {\"campaignId\": \"" + id
                        + "\", \"date\": \"yesterday\", \"clicks\": \"5\"}]}")
                .isProblem(400, "malformed").names("date").names("clicks");
        assertThat(malformed.at("/errors/0/index")).isEqualTo("1");
        Reply broken = tenant.post("/performance/facts", "{\"facts\": [" + good + ", " + good.replace("1}", "102.5}")
                + "]}").isProblem(422, "invalid").names("clicks").names("date");
        assertThat(broken.at("/errors/0/index")).isEqualTo("1");
    }

    @Test
    void rates_convert_what_is_asked_in_another_currency_and_a_missing_one_is_said() {
        String id = tenant.post("/campaigns", Tenant.campaign("Abroad")).is(201).at("/id");
        tenant.post("/performance/facts", """
                {"facts": [{"campaignId": "%s", "date": "%s", "cost": {"amount": "100", "currency": "EUR"}}]}"""
                .formatted(id, yesterday)).is(200);
        Reply recorded = tenant.send("PUT", "/fx-rates", """
                {"items": [{"from": "EUR", "to": "USD", "date": "2026-01-01", "rate": "1.0834", "source": "ECB"}]}""")
                .is(200);

        Reply dollars = tenant.get("/analytics/overview" + since(recorded) + "&currency=USD").is(200);
        assertThat(dollars.at("/totals/cost/amount")).isEqualTo("108.34");
        assertThat(dollars.at("/rates/0/rate")).isEqualTo("1.0834");
        tenant.get("/analytics/overview?currency=GBP").isProblem(422, "rate-missing");
        assertThat(tenant.get("/fx-rates").at("/items/0/source")).isEqualTo("ECB");
        tenant.send("PUT", "/fx-rates", """
                {"items": [{"from": "EUR", "to": "USD", "date": "2026-01-01", "rate": "1,08"}]}""")
                .isProblem(400, "malformed").names("items[0].rate");
    }

    @Test
    void a_ledger_feeds_a_campaign_which_follows() {
        String campaign = tenant.post("/campaigns", Tenant.campaign("Fed")).is(201).at("/id");
        String path = "/budgets/"
                + tenant.post("/budgets", "{\"name\": \"Pool\", \"currency\": \"EUR\"}").is(201).at("/id");
        tenant.post(path + "/fund", "{\"amount\": {\"amount\": \"100\", \"currency\": \"EUR\"}}", "If-Match", "\"1\"")
                .is(200);
        String sixty = "{\"campaignId\": \"%s\", \"amount\": {\"amount\": \"60\", \"currency\": \"EUR\"}}"
                .formatted(campaign);
        Reply allocated = tenant.post(path + "/allocate", sixty, "If-Match", "\"2\"").is(200);
        assertThat(allocated.at("/available/amount")).isEqualTo("40.00");
        assertThat(allocated.at("/allocations/0/name")).isEqualTo("Fed");
        tenant.post(path + "/allocate", sixty, "If-Match", "\"3\"").isProblem(422, "insufficient-funds");

        assertThat(tenant.get(path + since(allocated)).is(200).text()).isEqualTo(allocated.text());
        assertThat(tenant.get(path + "/entries" + since(allocated)).json().at("/items").valueStream()
                .map(entry -> entry.path("kind").asString())).containsExactly("ALLOCATED", "FUNDED");
        Reply budget = eventually("/campaigns/" + campaign + "/budget", "/budgetId", allocated.at("/id"));
        assertThat(budget.at("/money/amount")).isEqualTo("60.00");
        tenant.send("PUT", "/campaigns/" + campaign + "/budget",
                "{\"type\": \"TOTAL\", \"money\": {\"amount\": \"1\", \"currency\": \"EUR\"}}", "If-Match",
                "\"2\"").isProblem(409, "budget-is-allocated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/budget", "/history", "/pacing", "/analytics"})
    void another_organisation_reads_nothing_of_it(String view) {
        Reply created = tenant.post("/campaigns", Tenant.campaign("Secret")).is(201);
        String path = "/campaigns/" + created.at("/id") + view;
        tenant.get(path + since(created)).is(200);
        Tenant.register().get(path).isProblem(404, "not-found");
    }

    private Reply eventually(String path, String pointer, String expected) {
        for (int i = 0; i < 100; i++) {
            Reply reply = tenant.get(path).is(200);
            if (reply.at(pointer).equals(expected)) {
                return reply;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return fail(path + " never showed " + expected);
    }

    private static String since(Reply reply) {
        return "?minPosition=" + reply.header("X-Event-Position");
    }
}
