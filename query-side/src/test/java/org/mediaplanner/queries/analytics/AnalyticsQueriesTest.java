package org.mediaplanner.queries.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mediaplanner.queries.testing.QueryNode.ask;
import static org.mediaplanner.queries.testing.QueryNode.find;
import static org.mediaplanner.queries.testing.QueryNode.publish;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignArchived;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignCreated;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignLaunched;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.campaign.CampaignStatus;
import org.mediaplanner.events.client.ClientEvent.ClientCreated;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.performance.BatchId;
import org.mediaplanner.events.performance.PerformanceEvent.Fact;
import org.mediaplanner.events.performance.PerformanceEvent.FxRate;
import org.mediaplanner.events.performance.PerformanceEvent.FxRatesRecorded;
import org.mediaplanner.events.performance.PerformanceEvent.Outcome;
import org.mediaplanner.events.performance.PerformanceEvent.OutcomesReported;
import org.mediaplanner.events.performance.PerformanceEvent.Source;
import org.mediaplanner.events.tenant.TenantEvent.TenantConfigured;
import org.mediaplanner.events.tenant.TenantEvent.TenantRegistered;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.events.tenant.TenantSettings;
import org.mediaplanner.queries.analytics.AnalyticsQuery.AskBreakdown;
import org.mediaplanner.queries.analytics.AnalyticsQuery.AskCampaignAnalytics;
import org.mediaplanner.queries.analytics.AnalyticsQuery.AskFxRates;
import org.mediaplanner.queries.analytics.AnalyticsQuery.AskOutcomes;
import org.mediaplanner.queries.analytics.AnalyticsQuery.AskOverview;
import org.mediaplanner.queries.analytics.AnalyticsQuery.AskPacing;
import org.mediaplanner.queries.analytics.AnalyticsQuery.AskTimeseries;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Bucket;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Dimension;
import org.mediaplanner.queries.analytics.AnalyticsQuery.OutcomeValue;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Overview;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Pacing;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Selection;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Slice;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Timeseries;
import org.mediaplanner.queries.reading.PageRequest;
import org.mediaplanner.queries.testing.Facts;
import org.mediaplanner.queries.testing.NewCampaign;

class AnalyticsQueriesTest {

    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 1);
    private static final LocalDate MARCH_31 = LocalDate.of(2026, 3, 31);
    private static final Instant NOW = LocalDate.of(2026, 4, 2).atTime(12, 0).toInstant(ZoneOffset.UTC);
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency USD = Currency.getInstance("USD");

    private final TenantId tenant = TenantId.next();
    private final ClientId client = ClientId.next();
    private final CampaignCreated search = NewCampaign.named("Search").tagged("brand", "always-on").of(client)
            .created();
    private final CampaignCreated social = NewCampaign.named("Social").on("SOCIAL", "META").tagged("brand").created();
    private final CampaignCreated abroad = NewCampaign.named("Abroad").on("VIDEO", "GOOGLE_ADS").costing("500", "USD")
            .created();

    private void register() {
        publish(tenant, new TenantRegistered(tenant, "Org", EUR, ZoneId.of("UTC")), new ClientCreated(client,
                "Alpenglow", null, List.of()), search, social);
        // 31 days of January to 6 of April, a day's cost being its day of the year
        var facts = JANUARY.datesUntil(LocalDate.of(2026, 4, 7)).map(day -> Facts.fact(search.campaignId(), day, Facts
                .cost(1, String.valueOf(day.getDayOfYear()), "EUR"))).toArray(
                        Fact[]::new);
        publish(tenant, Facts.reported(facts),
                Facts.reported(Facts.fact(social.campaignId(), LocalDate.of(2026, 2, 26), Facts.cost(7, "70.03",
                        "EUR"))));
    }

    /** Whole months are read as months, the rest as days: nothing may count twice or be left out where they meet. */
    @Test
    void any_stretch_of_days_sums_to_its_days() {
        register();
        Random random = new Random(5);
        for (int i = 0; i < 60; i++) {
            LocalDate from = JANUARY.plusDays(random.nextInt(90));
            LocalDate to = i % 3 == 0
                    ? from.plusMonths(random.nextInt(3)).with(TemporalAdjusters.lastDayOfMonth())
                    : from.plusDays(random.nextInt(70));
            Selection stretch = new Selection(List.of(search.campaignId()), List.of(), List.of(), List.of(), List.of(),
                    i % 4 == 0 ? from.withDayOfMonth(1) : from, to, null);
            long cost = stretch.from().datesUntil(to.plusDays(1)).filter(day -> day.getDayOfYear() <= 96)
                    .mapToInt(LocalDate::getDayOfYear).sum();

            assertThat(ask(tenant, new AskBreakdown(stretch, Dimension.CHANNEL, NOW)).totals().cost())
                    .as("%s", stretch).isEqualTo(Money.of(String.valueOf(cost), "EUR"));
            assertThat(ask(tenant, new AskTimeseries(stretch, Granularity.MONTH, NOW)).totals().cost())
                    .as("%s", stretch).isEqualTo(Money.of(String.valueOf(cost), "EUR"));
        }
    }

    @Test
    void an_overview_sums_its_days_and_as_many_before() {
        register();
        publish(tenant, new CampaignLaunched(search.campaignId()), new CampaignArchived(social.campaignId()));

        Overview march = ask(tenant, new AskOverview(over(LocalDate.of(2026, 3, 2), MARCH_31), NOW));

        assertThat(march.totals().cost()).isEqualTo(euros((sumOfDays(61, 90) + 30) + ".012856"));
        assertThat(march.previous().cost().amount()).isBetween(new BigDecimal(sumOfDays(31, 60)), new BigDecimal(
                sumOfDays(31, 60) + 41));
        assertThat(march.totals().cost().plus(march.previous().cost()).amount())
                .isEqualByComparingTo(new BigDecimal(sumOfDays(31, 90)).add(new BigDecimal("70.03")));
        assertThat(march.campaigns()).isEqualTo(Map.of(CampaignStatus.ENDED, 1L, CampaignStatus.ARCHIVED, 1L));
        assertThat(march.freshness()).isEqualTo(new Freshness(LocalDate.of(2026, 4, 6), LocalDate.of(2026, 3, 4)));
        assertThat(march.rates()).isEmpty();
    }

    @Test
    void whole_months_are_the_same_sums_from_the_roll_up_as_from_the_days() {
        register();
        Selection whole = over(JANUARY, MARCH_31);
        Timeseries months = series(whole, Granularity.MONTH);

        assertThat(months.items().stream().map(Bucket::date)).containsExactly(JANUARY, LocalDate.of(2026, 2, 1),
                LocalDate.of(2026, 3, 1));
        for (Bucket month : months.items()) {
            LocalDate first = month.date();
            LocalDate last = first.plusMonths(1).minusDays(1);
            Timeseries days = series(over(first, last), Granularity.DAY);
            assertThat(days.totals()).isEqualTo(month.metrics());
            assertThat(days.items().stream().map(day -> day.metrics().cost()).reduce(Money::plus)).contains(month
                    .metrics().cost());
        }
        assertThat(months.items().getFirst().provisional()).isFalse();
        assertThat(months.items().getLast().provisional()).isTrue();
        assertThat(ask(tenant, new AskOverview(whole, NOW)).totals()).isEqualTo(months.totals());
    }

    @Test
    void weeks_begin_on_monday_and_hold_only_days_that_were_asked_for() {
        register();
        Timeseries weeks = series(over(LocalDate.of(2026, 3, 4), LocalDate.of(2026, 3, 10)), Granularity.WEEK);

        assertThat(weeks.items().stream().map(Bucket::date)).containsExactly(LocalDate.of(2026, 3, 2),
                LocalDate.of(2026,
                        3, 9));
        // 4 March is the 63rd day of the year; the social week reaches to it
        assertThat(weeks.items().getLast().metrics().cost()).isEqualTo(euros(String.valueOf(68 + 69)));
    }

    @Test
    void weeks_days_of_restatement_and_currency_are_what_the_tenant_has_set() {
        register();
        TenantSettings usual = TenantSettings.of(EUR, ZoneId.of("UTC"));
        publish(tenant, new TenantConfigured(tenant, usual, new TenantSettings(EUR, ZoneId.of("UTC"), DayOfWeek.SUNDAY,
                null, false, null, 5, usual.pacing(), usual.conflictRule(), usual.requestsPerMinute())));

        Timeseries weeks = series(over(LocalDate.of(2026, 3, 4), LocalDate.of(2026, 3, 10)), Granularity.WEEK);

        assertThat(weeks.items().stream().map(Bucket::date)).containsExactly(LocalDate.of(2026, 3, 1),
                LocalDate.of(2026, 3, 8));
        assertThat(weeks.items().stream().map(Bucket::provisional)).containsOnly(false);
        assertThat(weeks.freshness().provisionalFrom()).isEqualTo(LocalDate.of(2026, 3, 29));
    }

    @Test
    void breakdowns_sum_to_the_totals_where_a_campaign_counts_once() {
        register();
        Selection selection = over(JANUARY, MARCH_31);
        for (Dimension by : List.of(Dimension.CHANNEL, Dimension.PLATFORM, Dimension.CAMPAIGN, Dimension.MONTH,
                Dimension.CLIENT)) {
            var breakdown = ask(tenant, new AskBreakdown(selection, by, NOW));
            assertThat(breakdown.items().stream().map(slice -> slice.metrics().cost()).reduce(Money::plus))
                    .as(by.name())
                    .contains(breakdown.totals().cost());
        }
        assertThat(slices(selection, Dimension.CLIENT)).containsKeys("", client.value());
        assertThat(label(selection, Dimension.CLIENT, client.value())).isEqualTo("Alpenglow");
        assertThat(label(selection, Dimension.CAMPAIGN, social.campaignId().value())).isEqualTo("Social");
        assertThat(slices(selection, Dimension.MONTH)).containsOnlyKeys("2026-01", "2026-02", "2026-03");
        assertThat(slices(selection, Dimension.TAG)).containsEntry("always-on", euros(String.valueOf(sumOfDays(1, 90))))
                .containsEntry("brand", euros((sumOfDays(1, 90) + 70) + ".03"));
    }

    @Test
    void a_selection_narrows_to_what_it_names() {
        register();
        List<Selection> narrow = List.of(
                selection(List.of(social.campaignId()), List.of(), List.of(), List.of(), List.of(), null),
                selection(List.of(), List.of("SOCIAL"), List.of(), List.of(), List.of(), null),
                selection(List.of(), List.of(), List.of("META"), List.of(), List.of(), null));
        for (Selection selection : narrow) {
            Overview overview = ask(tenant, new AskOverview(selection, NOW));
            assertThat(overview.totals().cost()).isEqualTo(euros("70.03"));
            assertThat(overview.campaigns()).isEqualTo(Map.of(CampaignStatus.DRAFT, 1L));
        }
        assertThat(ask(tenant, new AskOverview(selection(List.of(), List.of(), List.of(), List.of(client), List.of(),
                null), NOW)).totals().cost()).isEqualTo(euros(String.valueOf(sumOfDays(1, 90))));
        assertThat(ask(tenant, new AskOverview(selection(List.of(), List.of(), List.of(), List.of(), List.of(
                "always-on"), null), NOW)).totals().cost()).isEqualTo(euros(String.valueOf(sumOfDays(1, 90))));
    }

    @Test
    void currencies_are_converted_day_by_day_with_the_newest_rate_that_was_known_for_the_day() {
        register();
        publish(tenant, abroad, Facts.reported(
                Facts.fact(abroad.campaignId(), LocalDate.of(2026, 2, 1), Facts.cost(1, "100", "USD")),
                Facts.fact(abroad.campaignId(), LocalDate.of(2026, 3, 1), Facts.cost(1, "100", "USD"))));
        Selection all = over(JANUARY, MARCH_31);

        assertThatThrownBy(() -> ask(tenant, new AskOverview(all, NOW))).isInstanceOf(RateMissing.class)
                .hasMessageContaining("USD").hasMessageContaining("EUR");

        publish(tenant, new FxRatesRecorded(BatchId.next(), List.of(rate("0.9", LocalDate.of(2026, 1, 15)), rate("0.8",
                LocalDate.of(2026, 2, 28)))));
        Overview inEuros = ask(tenant, new AskOverview(all, NOW));

        assertThat(inEuros.currency()).isEqualTo(EUR);
        assertThat(inEuros.totals().cost()).isEqualTo(euros((sumOfDays(1, 90) + 70 + 90 + 80) + ".03"));
        assertThat(inEuros.rates()).containsExactlyInAnyOrder(new UsedRate(USD, EUR, LocalDate.of(2026, 1, 15),
                new BigDecimal("0.9")), new UsedRate(USD, EUR, LocalDate.of(2026, 2, 28), new BigDecimal("0.8")));
        assertThat(series(all, Granularity.MONTH).totals().cost()).isEqualTo(inEuros.totals().cost());
        assertThat(ask(tenant, new AskOverview(selection(List.of(abroad.campaignId()), List.of(), List.of(), List.of(),
                List.of(), null), NOW)).totals().cost()).as("one currency is left as it is")
                .isEqualTo(Money.of("200", "USD"));
        assertThat(ask(tenant, new AskFxRates(JANUARY, MARCH_31))).hasSize(2);
    }

    @Test
    void a_campaign_is_told_in_its_own_currency_and_to_its_own_tenant() {
        register();
        publish(tenant, abroad, Facts.reported(Facts.fact(abroad.campaignId(), LocalDate.of(2026, 2, 1), Facts.cost(1,
                "100", "USD"))));
        AskCampaignAnalytics query = new AskCampaignAnalytics(abroad.campaignId(), JANUARY, MARCH_31, Granularity.MONTH,
                NOW);

        assertThat(ask(tenant, query).totals().cost()).isEqualTo(Money.of("100", "USD"));
        TenantId other = TenantId.next();
        publish(other, new TenantRegistered(other, "Other", EUR, ZoneId.of("UTC")));
        assertThat(find(other, query)).isEmpty();
        assertThat(ask(other, new AskOverview(over(JANUARY, MARCH_31), NOW)).totals().cost()).isEqualTo(euros("0"));
    }

    @Test
    void pacing_totals_are_those_of_all_pages() {
        register();
        publish(tenant, new CampaignLaunched(search.campaignId()), new CampaignLaunched(social.campaignId()));
        Pacing whole = pacing(PageRequest.first(10));
        Pacing first = pacing(PageRequest.first(1));
        Pacing second = pacing(new PageRequest(1, first.nextCursor(), false));

        assertThat(whole.items().stream().map(AnalyticsQuery.PacingItem::name)).containsExactly("Search", "Social");
        assertThat(first.items()).isEqualTo(whole.items().subList(0, 1));
        assertThat(second.items()).isEqualTo(whole.items().subList(1, 2));
        assertThat(second.nextCursor()).isNull();
        assertThat(first.actual()).isEqualTo(whole.actual()).isEqualTo(second.actual());
        assertThat(whole.planned()).isEqualTo(whole.items().stream().map(item -> item.report().planned()).reduce(
                Money::plus).orElseThrow());
        assertThat(whole.budget()).isEqualTo(euros("6000"));
    }

    @Test
    void outcomes_are_told_by_name_and_day() {
        publish(tenant, new OutcomesReported(BatchId.next(), Source.IMPORT, List.of(outcome("revenue", EUR, null, "10"),
                outcome("visits", null, null, "7"))), new OutcomesReported(BatchId.next(), Source.API,
                        List.of(outcome(
                                "revenue", EUR, "10", "12.5"))));

        List<OutcomeValue> all = ask(tenant, new AskOutcomes(null, JANUARY, MARCH_31));
        assertThat(all.stream().map(OutcomeValue::name)).containsExactly("revenue", "visits");
        assertThat(all.getFirst().value()).isEqualByComparingTo("12.5");
        assertThat(all.getLast().currency()).isNull();
        assertThat(ask(tenant, new AskOutcomes("visits", JANUARY, MARCH_31))).hasSize(1);
        assertThat(ask(tenant, new AskOutcomes(null, JANUARY.plusDays(1), MARCH_31))).isEmpty();
    }

    private static Outcome outcome(String name, @Nullable Currency currency, @Nullable String before, String value) {
        return new Outcome(name, JANUARY, 7, currency, before == null ? null : new BigDecimal(before), new BigDecimal(
                value));
    }

    private static FxRate rate(String rate, LocalDate date) {
        return new FxRate(USD, EUR, date, null, new BigDecimal(rate), "ECB");
    }

    private Pacing pacing(PageRequest page) {
        return ask(tenant, new AskPacing(over(JANUARY, MARCH_31), page, NOW));
    }

    private Timeseries series(Selection selection, Granularity granularity) {
        return ask(tenant, new AskTimeseries(selection, granularity, NOW));
    }

    private Map<String, Money> slices(Selection selection, Dimension by) {
        return ask(tenant, new AskBreakdown(selection, by, NOW)).items().stream()
                .collect(Collectors.toMap(Slice::key, slice -> slice.metrics().cost()));
    }

    private String label(Selection selection, Dimension by, String key) {
        return ask(tenant, new AskBreakdown(selection, by, NOW)).items().stream()
                .filter(slice -> slice.key().equals(key))
                .findFirst().orElseThrow().label();
    }

    private static Selection over(LocalDate from, LocalDate to) {
        return new Selection(List.of(), List.of(), List.of(), List.of(), List.of(), from, to, null);
    }

    private static Selection selection(List<CampaignId> campaigns, List<String> channels, List<String> platforms,
            List<ClientId> clients, List<String> tags, @Nullable Currency currency) {
        return new Selection(campaigns, channels, platforms, clients, tags, JANUARY, MARCH_31, currency);
    }

    private static long sumOfDays(long first, long last) {
        return (first + last) * (last - first + 1) / 2;
    }

    private static Money euros(String amount) {
        return Money.of(amount, "EUR");
    }
}
