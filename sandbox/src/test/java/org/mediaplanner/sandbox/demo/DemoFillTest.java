package org.mediaplanner.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoFillTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 5, 20);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FakeProduct product = new FakeProduct();
    private final DemoPlan plan = DemoPlan.read(JSON);

    @AfterEach
    void close() {
        product.close();
    }

    @Test
    void a_first_fill_makes_everything_of_the_plan() {
        fill(TODAY);

        assertThat(product.aggregates.values()).hasSize(plan.clients().size() + plan.campaigns().size() + plan
                .ledgers().size());
        plan.campaigns().forEach(campaign -> assertThat(product.named(campaign.name()).path("version").asInt()).as(
                campaign.name()).isEqualTo(1 + campaign.steps().size()));
        plan.ledgers().forEach(ledger -> assertThat(product.named(ledger.name()).path("version").asInt()).isEqualTo(1
                + ledger.entries().size()));
        assertThat(product.imports).singleElement().asString().contains("day,revenue\n").contains("\n2026-05-19,")
                .contains("\"kind\":\"MONEY\"");
    }

    @Test
    void facts_are_there_for_each_day_of_a_flight_up_to_yesterday_and_some_were_restated() {
        fill(TODAY);

        NavigableMap<LocalDate, List<JsonNode>> days = factsOf("Brand Search");
        assertThat(days.keySet()).containsExactlyElementsOf(TODAY.minusDays(180).datesUntil(TODAY).toList());
        assertThat(days.values().stream().filter(known -> known.size() == 2)).hasSizeBetween(8, 40);
        assertThat(days.values()).allSatisfy(known -> assertThat(known).hasSizeBetween(1, 2));
        assertThat(factsOf("Display Reach").lastKey()).isEqualTo(TODAY.minusDays(12));
        assertThat(product.facts).doesNotContainKey(product.named("Holiday Social").path("id").asString());
    }

    @Test
    void the_history_has_weekdays_and_saturates() {
        DemoCampaign search = plan.oldest();
        Map<Boolean, Double> perEuro = TODAY.minusDays(400).datesUntil(TODAY).map(day -> Market.figures(search, day))
                .collect(Collectors.partitioningBy(day -> day.cost().doubleValue() > search.plannedADay(), Collectors
                        .averagingDouble(day -> day.conversions().doubleValue() / day.cost().doubleValue())));

        assertThat(perEuro.get(true)).as("conversions a euro on days of much spend").isLessThan(perEuro.get(false));
        assertThat(Market.figures(search, LocalDate.of(2026, 5, 12)).cost()).isGreaterThan(Market.figures(search,
                LocalDate.of(2026, 5, 16)).cost());
    }

    @Test
    void a_second_start_makes_nothing_twice_and_adds_the_days_since() {
        fill(TODAY);
        List<String> versions = versions();
        Map<LocalDate, List<JsonNode>> before = new TreeMap<>(factsOf("Brand Search"));
        product.commands.clear();

        fill(TODAY.plusDays(5));

        assertThat(versions()).isEqualTo(versions);
        assertThat(product.commands).allSatisfy(command -> assertThat(command).matches(
                "POST /performance/(facts|import)|PUT /fx-rates"));
        assertThat(factsOf("Brand Search").lastKey()).isEqualTo(TODAY.plusDays(4));
        assertThat(factsOf("Brand Search")).containsAllEntriesOf(before.entrySet().stream().filter(day -> day.getKey()
                .isBefore(TODAY.minusDays(4))).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        assertThat(product.named("Brand Search").path("startDate").asString()).isEqualTo("2025-11-21");
    }

    @Test
    void a_product_that_fails_again_and_again_gets_the_same_demo_in_the_end() {
        fill(TODAY);
        List<String> wanted = versions();
        Map<LocalDate, List<JsonNode>> facts = factsOf("Generic Search");
        try (FakeProduct troubled = new FakeProduct()) {
            troubled.isTroubled(true);
            for (int attempt = 0; attempt < 200; attempt++) {
                try {
                    new DemoFill(new ProductApi(troubled.address(), JSON), plan, TODAY, step -> {
                    }).run();
                    break;
                } catch (ProductApi.Unexpected e) {
                    assertThat(e).hasMessageContaining("503");
                    troubled.isTroubled(attempt < 100);
                }
            }
            assertThat(troubled.aggregates.values().stream().map(DemoFillTest::version).toList()).isEqualTo(wanted);
            assertThat(troubled.facts.get(troubled.named("Generic Search").path("id").asString())).isEqualTo(facts);
        }
    }

    @Test
    void health_says_how_far_the_fill_is() throws InterruptedException {
        Clock clock = Clock.fixed(TODAY.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
        try (DemoTenant tenant = new DemoTenant(clock, Duration.ofMillis(1))) {
            assertThat(tenant.health().getStatus()).isEqualTo(new Status("FILLING"));
            tenant.fill(product.address());
            Instant end = Instant.now().plusSeconds(20);
            while (!tenant.health().getStatus().equals(Status.UP) && Instant.now().isBefore(end)) {
                Thread.sleep(5);
            }
            assertThat(tenant.health().getStatus()).isEqualTo(Status.UP);
            assertThat(tenant.health().getDetails()).containsEntry("detail", "filled through 2026-05-19");
        }
    }

    @Test
    void a_demo_that_cannot_be_filled_says_why() throws InterruptedException {
        product.close();
        try (DemoTenant tenant = new DemoTenant(Clock.systemUTC(), Duration.ofMillis(1))) {
            tenant.fill(product.address());
            Instant end = Instant.now().plusSeconds(20);
            while (!tenant.health().getStatus().getCode().equals("FAILED") && Instant.now().isBefore(end)) {
                Thread.sleep(5);
            }
            assertThat(tenant.health().getStatus()).isEqualTo(new Status("FAILED"));
            assertThat(tenant.health().getDetails().get("detail")).asString().contains("no answer");
        }
    }

    @Test
    void the_sample_file_is_always_the_same() {
        List<String> lines = SampleFile.content().lines().toList();

        assertThat(lines).hasSize(105).first().isEqualTo(
                "week,search_spend,social_spend,video_spend,ooh_spend,revenue");
        assertThat(lines).element(1).isEqualTo("2024-01-01,4678.96,2917.03,3500.88,2254.50,40677.67");
    }

    private void fill(LocalDate today) {
        new DemoFill(new ProductApi(product.address(), JSON), plan, today, step -> {
        }).run();
    }

    private NavigableMap<LocalDate, List<JsonNode>> factsOf(String campaign) {
        return Objects.requireNonNull(product.facts.get(product.named(campaign).path("id").asString()));
    }

    private List<String> versions() {
        return product.aggregates.values().stream().map(DemoFillTest::version).toList();
    }

    private static String version(JsonNode aggregate) {
        return aggregate.path("name").asString() + " " + aggregate.path("version").asInt();
    }
}
