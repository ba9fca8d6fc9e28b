package org.mediaplanner.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mediaplanner.gateway.testing.Tenant;
import org.mediaplanner.gateway.testing.Tenant.Reply;
import tools.jackson.databind.JsonNode;

/** Published marketing-mix data come in as one file and come out as the same sums, to the cent. */
class RealDataTest {

    private static final Path DATA = Path.of(System.getProperty("project.root"), "..", "shared", "data");
    private static final String ALL_DAYS = "&from=2015-01-01&to=2024-12-31";

    private final Tenant tenant = Tenant.register();

    /** Robyn's simulated weekly data (MIT): 208 weeks of five media, and the revenue of all. */
    @Test
    void five_media_and_a_revenue_series_of_four_years_sum_to_what_the_file_sums_to() throws IOException {
        Table file = table("robyn/dt_simulated_weekly.csv");
        Reply imported = tenant.upload("/performance/import", file.text(), """
                {"date": "DATE", "currency": "EUR", "periodDays": 7, "createCampaigns": true,
                 "fractionalCounts": "ROUND", "series": [
                   {"campaign": "tv", "channel": "TV", "cost": "tv_S"},
                   {"campaign": "ooh", "channel": "OOH", "cost": "ooh_S"},
                   {"campaign": "print", "channel": "PRINT", "cost": "print_S"},
                   {"campaign": "facebook", "channel": "SOCIAL", "impressions": "facebook_I", "cost": "facebook_S"},
                   {"campaign": "search", "channel": "SEARCH", "clicks": "search_clicks_P", "cost": "search_S"}],
                 "outcomes": [{"name": "revenue", "column": "revenue", "kind": "MONEY"}]}""").is(200);
        assertThat(imported.at("/rows")).isEqualTo("208");
        assertThat(imported.at("/facts")).isEqualTo("1040");

        Reply breakdown = tenant.get("/analytics/breakdown?by=campaign" + ALL_DAYS + since(imported)).is(200);
        assertThat(breakdown.json().path("items").size()).isEqualTo(5);
        for (JsonNode item : breakdown.json().path("items")) {
            assertThat(cents(item.at("/cost/amount"))).isEqualTo(file.cents(item.path("label").asString() + "_S"));
        }
        assertThat(cents(breakdown.json().at("/totals/cost/amount")))
                .isEqualTo(file.cents("tv_S", "ooh_S", "print_S", "facebook_S", "search_S"));
        assertThat(cents(tenant.get("/analytics/overview?" + ALL_DAYS.substring(1)).json().at("/totals/cost/amount")))
                .isEqualTo(cents(breakdown.json().at("/totals/cost/amount")));

        JsonNode outcomes = tenant.get("/analytics/outcomes?name=revenue" + ALL_DAYS + since(imported)).is(200).json()
                .path("items");
        assertThat(outcomes.size()).isEqualTo(208);
        assertThat(outcomes.valueStream().map(outcome -> new BigDecimal(outcome.path("value").asString()))
                .reduce(BigDecimal::add).orElseThrow().setScale(2, RoundingMode.HALF_EVEN))
                .isEqualTo(file.cents("revenue"));
    }

    /** Meridian's national media data (Apache-2.0): four channels with impressions. */
    @Test
    void four_channels_with_impressions_sum_to_what_the_file_sums_to() throws IOException {
        Table file = table("meridian/national_media.csv");
        String series = String.join(", ", List.of(0, 1, 2, 3).stream().map("""
                {"campaign": "Channel%1$d", "channel": "OTHER", "impressions": "Channel%1$d_impression",
                 "cost": "Channel%1$d_spend"}"""::formatted).toList());
        Reply imported = tenant.upload("/performance/import", file.text(), """
                {"date": "time", "currency": "USD", "periodDays": 7, "createCampaigns": true, "series": [%s]}"""
                .formatted(series)).is(200);

        JsonNode items = tenant.get("/analytics/breakdown?by=campaign" + ALL_DAYS + since(imported)).is(200).json()
                .path("items");
        assertThat(items.size()).isEqualTo(4);
        for (JsonNode item : items) {
            String channel = item.path("label").asString();
            assertThat(cents(item.at("/cost/amount"))).isEqualTo(file.cents(channel + "_spend"));
            assertThat(BigDecimal.valueOf(item.path("impressions").asLong()))
                    .isEqualByComparingTo(file.sum(channel + "_impression"));
        }
    }

    private record Table(String text, List<String> header, List<String[]> rows) {

        BigDecimal sum(String... columns) {
            return Arrays.stream(columns).map(header::indexOf)
                    .flatMap(column -> rows.stream().map(row -> new BigDecimal(row[column])))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        BigDecimal cents(String... columns) {
            return sum(columns).setScale(2, RoundingMode.HALF_EVEN);
        }
    }

    private static Table table(String name) throws IOException {
        Path file = DATA.resolve(name);
        assumeTrue(Files.exists(file), "SKIPPED, not proved: " + name + " is not on this machine");
        List<String> lines = Files.readAllLines(file);
        List<String[]> rows = lines.stream().skip(1).map(line -> line.replace("\"", "").split(",", -1)).toList();
        return new Table(Files.readString(file), List.of(lines.getFirst().replace("\"", "").split(",", -1)), rows);
    }

    private static BigDecimal cents(JsonNode amount) {
        return new BigDecimal(amount.asString()).setScale(2, RoundingMode.HALF_EVEN);
    }

    private static String since(Reply reply) {
        return "&minPosition=" + reply.header("X-Event-Position");
    }
}
