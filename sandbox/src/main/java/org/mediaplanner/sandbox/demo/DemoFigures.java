package org.mediaplanner.sandbox.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.mediaplanner.sandbox.demo.Market.Figures;
import tools.jackson.databind.JsonNode;

/** Reports what was measured of the demo's campaigns, exchange rates and the tenant's revenue, up to yesterday. */
final class DemoFigures {

    private static final int DAYS_A_BATCH = 30;
    /** How old a day is when late conversions have arrived. */
    private static final int LATE_DAYS = 3;
    private static final int RATE_DAYS = 7;
    private static final String TENANT_CURRENCY = "EUR";

    private final ProductApi api;
    private final DemoPlan plan;
    private final Map<String, String> campaignIds;
    private final LocalDate firstFill;
    private final LocalDate firstDay;
    private final LocalDate yesterday;
    private final Consumer<String> progress;

    DemoFigures(ProductApi api, DemoPlan plan, Map<String, String> campaignIds, LocalDate firstFill, LocalDate today,
            Consumer<String> progress) {
        this.api = api;
        this.plan = plan;
        this.campaignIds = campaignIds;
        this.firstFill = firstFill;
        this.firstDay = firstFill.minusDays(DemoPlan.HISTORY_DAYS);
        this.yesterday = today.minusDays(1);
        this.progress = progress;
    }

    void report() {
        reportRates();
        reportNewDays();
        reportLateConversions();
        reportRevenue();
    }

    /** A rate a week, which holds until the next. */
    private void reportRates() {
        progress.accept("exchange rates");
        List<Map<String, Object>> rates = days(firstDay, yesterday).filter(this::isRateDay).map(day -> Map
                .<String, Object>of("from", "USD", "to", TENANT_CURRENCY, "date", day.toString(), "rate", Market
                        .dollar(day).toPlainString(), "source", "demo"))
                .toList();
        api.command("PUT", "/fx-rates", Map.of("items", rates), "demo-rates-" + yesterday, null);
    }

    private boolean isRateDay(LocalDate day) {
        return (day.toEpochDay() - firstDay.toEpochDay()) % RATE_DAYS == 0;
    }

    /** As they were first known, oldest first and all campaigns of a day together: so one of them tells how far. */
    private void reportNewDays() {
        LocalDate from = reportedThrough().plusDays(1);
        while (!from.isAfter(yesterday)) {
            LocalDate through = from.plusDays(DAYS_A_BATCH - 1L);
            LocalDate to = through.isAfter(yesterday) ? yesterday : through;
            progress.accept("facts through " + to);
            report(days(from, to).flatMap(day -> facts(day, Market::firstKnown)).toList(), "new-" + from + "-" + to);
            from = to.plusDays(1);
        }
    }

    /** The day before the first where there is nothing yet. */
    private LocalDate reportedThrough() {
        LocalDate through = firstDay.minusDays(1);
        if (firstDay.isAfter(yesterday)) {
            return through;
        }
        JsonNode days = api.get("/campaigns/%s/analytics?from=%s&to=%s&granularity=day".formatted(campaignIds.get(plan
                .oldest().name()), firstDay, yesterday));
        for (JsonNode day : days.path("items")) {
            LocalDate date = LocalDate.parse(day.path("date").asString());
            if (day.path("impressions").asLong() > 0 && date.isAfter(through)) {
                through = date;
            }
        }
        return through;
    }

    private void reportLateConversions() {
        progress.accept("restated facts");
        report(days(firstDay, yesterday.minusDays(LATE_DAYS)).flatMap(day -> plan.campaigns().stream().filter(
                campaign -> Market.isRestated(campaign, day)).flatMap(campaign -> fact(campaign, day, Market::figures)))
                .toList(), "late-" + yesterday);
    }

    private void report(List<Map<String, Object>> facts, String key) {
        if (!facts.isEmpty()) {
            api.command("POST", "/performance/facts", Map.of("facts", facts), "demo-facts-" + key, null);
        }
    }

    private Stream<Map<String, Object>> facts(LocalDate day, BiFunction<DemoCampaign, LocalDate, Figures> known) {
        return plan.campaigns().stream().flatMap(campaign -> fact(campaign, day, known));
    }

    private Stream<Map<String, Object>> fact(DemoCampaign campaign, LocalDate day,
            BiFunction<DemoCampaign, LocalDate, Figures> known) {
        if (!campaign.isMeasuredOn(day, firstFill)) {
            return Stream.empty();
        }
        Figures figures = known.apply(campaign, day);
        return Stream.of(Map.of("campaignId", Objects.requireNonNull(campaignIds.get(campaign.name())), "date", day
                .toString(), "impressions", figures.impressions(), "clicks", figures.clicks(), "cost",
                money(figures
                        .cost(), campaign),
                "conversions", figures.conversions(), "conversionValue", money(figures
                        .conversionValue(), campaign)));
    }

    private static Map<String, String> money(BigDecimal amount, DemoCampaign campaign) {
        return Map.of("amount", amount.toPlainString(), "currency", campaign.currency());
    }

    /** What the organisation took in each day belongs to no campaign. */
    private void reportRevenue() {
        progress.accept("revenue");
        StringBuilder csv = new StringBuilder("day,revenue\n");
        days(firstDay, yesterday).forEach(day -> csv.append(day).append(',').append(revenue(day).toPlainString())
                .append('\n'));
        Map<String, Object> revenue = Map.of("name", "revenue", "column", "revenue", "kind", "MONEY");
        api.importFile(csv.toString(), Map.of("date", "day", "currency", TENANT_CURRENCY, "createCampaigns", false,
                "series", List.of(), "outcomes", List.of(revenue)), "demo-revenue-" + yesterday);
    }

    private BigDecimal revenue(LocalDate day) {
        double value = 0;
        for (DemoCampaign campaign : plan.campaigns()) {
            if (campaign.isMeasuredOn(day, firstFill)) {
                value += Market.figures(campaign, day).conversionValue().doubleValue();
            }
        }
        return Market.revenue(day, value);
    }

    private static Stream<LocalDate> days(LocalDate from, LocalDate to) {
        return to.isBefore(from) ? Stream.empty() : from.datesUntil(to.plusDays(1));
    }
}
