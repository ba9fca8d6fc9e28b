package org.mediaplanner.queries.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaplanner.queries.pacing.PacedCampaigns.START;
import static org.mediaplanner.queries.pacing.PacedCampaigns.campaign;
import static org.mediaplanner.queries.pacing.PacedCampaigns.eur;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignFunded;
import org.mediaplanner.events.campaign.Campaign;
import org.mediaplanner.events.campaign.Campaign.Phase;
import org.mediaplanner.events.campaign.CampaignBudget;
import org.mediaplanner.events.campaign.Pacing;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.tenant.TenantSettings.Band;
import org.mediaplanner.events.tenant.TenantSettings.PacingBands;
import org.mediaplanner.queries.pacing.PacingReport.Day;
import org.mediaplanner.queries.pacing.PacingReport.Projection;
import org.mediaplanner.queries.pacing.PacingReport.Status;

class PacingCalculatorTest {

    private static final BigDecimal LEVEL = new BigDecimal("0.90");

    /** 100 EUR on each of 10 days. */
    private static final Campaign TEN_DAYS = campaign(CampaignBudget.Type.TOTAL, eur("1000"), 10, Pacing.EVEN);

    private static LocalDate day(int offset) {
        return START.plusDays(offset);
    }

    /** Spend from the first day on. */
    private static NavigableMap<LocalDate, Money> spend(String... amounts) {
        NavigableMap<LocalDate, Money> spend = new TreeMap<>();
        for (int i = 0; i < amounts.length; i++) {
            spend.put(day(i), eur(amounts[i]));
        }
        return spend;
    }

    private static PacingReport report(Campaign campaign, NavigableMap<LocalDate, Money> spend,
            @Nullable LocalDate dataThrough, int today) {
        return PacingCalculator.report(campaign, spend, dataThrough, day(today), PacingBands.USUAL);
    }

    @Test
    void compares_spend_with_plan_up_to_yesterday() {
        PacingReport report = report(TEN_DAYS, spend("90", "110", "70", "55"), day(3), 3);
        assertThat(report.date()).isEqualTo(day(2));
        assertThat(report.budget()).isEqualTo(eur("1000"));
        assertThat(report.planned()).isEqualTo(eur("300"));
        assertThat(report.actual()).isEqualTo(eur("270"));
        assertThat(report.variance()).isEqualTo(eur("-30"));
        assertThat(report.pace()).isEqualTo(new BigDecimal("0.9000"));
        assertThat(report.status()).isEqualTo(Status.WATCH);
        assertThat(report.daysElapsed()).isEqualTo(3);
        assertThat(report.daysTotal()).isEqualTo(10);
        assertThat(report.remaining()).isEqualTo(eur("730"));
        assertThat(report.requiredDaily()).isEqualTo(eur("104.285715"));
    }

    @Test
    void goes_no_further_than_the_data() {
        PacingReport report = report(TEN_DAYS, spend("100", "100"), day(1), 6);
        assertThat(report.date()).isEqualTo(day(1));
        assertThat(report.pace()).isEqualTo(new BigDecimal("1.0000"));
        assertThat(report.status()).isEqualTo(Status.ON_TRACK);
        assertThat(report.requiredDaily()).isEqualTo(eur("100"));
    }

    @Test
    void goes_no_further_than_the_flight_and_ignores_spend_outside() {
        NavigableMap<LocalDate, Money> spend = spend("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11");
        spend.put(day(-1), eur("500"));
        PacingReport report = report(TEN_DAYS, spend, day(12), 20);
        assertThat(report.date()).isEqualTo(day(9));
        assertThat(report.actual()).isEqualTo(eur("55"));
        assertThat(report.pace()).isEqualTo(new BigDecimal("0.0550"));
        assertThat(report.status()).isEqualTo(Status.ENDED);
        assertThat(report.requiredDaily()).isNull();
        assertThat(report.projected()).isEqualTo(new Projection(eur("55"), eur("55"), eur("55"), LEVEL));
    }

    @ParameterizedTest
    @CsvSource({"950, ON_TRACK", "1050, ON_TRACK", "949.9, WATCH", "1050.1, WATCH", "850, WATCH", "1150, WATCH",
            "849.9, UNDER", "1150.1, OVER", "0, UNDER", "949.96, ON_TRACK", "949.94, WATCH"})
    void judges_the_pace_as_it_is_shown(String spent, Status status) {
        Campaign campaign = campaign(CampaignBudget.Type.TOTAL, eur("2000"), 2, Pacing.EVEN);
        assertThat(report(campaign, spend(spent), day(0), 1).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"900, ON_TRACK", "899.9, WATCH", "1300, ON_TRACK", "1300.1, WATCH", "500, WATCH", "499.9, UNDER",
            "2000, WATCH", "2000.1, OVER"})
    void judges_by_the_bands_that_a_tenant_has_set(String spent, Status status) {
        Campaign campaign = campaign(CampaignBudget.Type.TOTAL, eur("2000"), 2, Pacing.EVEN);
        assertThat(PacingCalculator.report(campaign, spend(spent), day(0), day(1),
                new PacingBands(new Band(90, 130), new Band(50, 200))).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"-1", "0"})
    void has_not_started_before_a_day_of_the_flight_is_complete(int today) {
        PacingReport report = report(TEN_DAYS, spend("5"), null, today);
        assertThat(report.status()).isEqualTo(Status.NOT_STARTED);
        assertThat(report.date()).isEqualTo(day(today - 1));
        assertThat(report.daysElapsed()).isZero();
        assertThat(report.planned()).isEqualTo(eur("0"));
        assertThat(report.actual()).isEqualTo(eur("0"));
        assertThat(report.pace()).isNull();
        assertThat(report.requiredDaily()).isEqualTo(eur("100"));
        assertThat(report.projected()).isNull();
        assertThat(report.series()).hasSize(10);
    }

    @Test
    void does_not_start_on_the_rows_of_an_incomplete_first_day() {
        PacingReport report = report(TEN_DAYS, spend("5"), day(0), 0);
        assertThat(report.status()).isEqualTo(Status.NOT_STARTED);
        assertThat(report.actual()).isEqualTo(eur("0"));
    }

    @Test
    void says_that_no_data_came_instead_of_judging_zero() {
        for (LocalDate dataThrough : new LocalDate[]{null, day(-1)}) {
            PacingReport report = report(TEN_DAYS, spend(), dataThrough, 5);
            assertThat(report.status()).isEqualTo(Status.NO_DATA);
            assertThat(report.date()).isEqualTo(day(4));
            assertThat(report.planned()).isEqualTo(eur("500"));
            assertThat(report.actual()).isEqualTo(eur("0"));
            assertThat(report.variance()).isEqualTo(eur("-500"));
            assertThat(report.pace()).isNull();
            assertThat(report.daysElapsed()).isEqualTo(5);
            assertThat(report.requiredDaily()).isEqualTo(eur("200"));
            assertThat(report.projected()).isNull();
        }
    }

    @Test
    void says_that_no_data_came_after_the_end_too() {
        PacingReport report = report(TEN_DAYS, spend(), null, 30);
        assertThat(report.status()).isEqualTo(Status.NO_DATA);
        assertThat(report.date()).isEqualTo(day(9));
        assertThat(report.requiredDaily()).isNull();
    }

    @Test
    void has_no_pace_where_nothing_was_planned() {
        Pacing late = new Pacing.Custom(
                List.of(new Pacing.Step(START, BigDecimal.ZERO), new Pacing.Step(day(5), BigDecimal.valueOf(100))));
        PacingReport report = report(campaign(CampaignBudget.Type.TOTAL, eur("1000"), 10, late), spend("7"), day(0), 2);
        assertThat(report.pace()).isNull();
        assertThat(report.status()).isEqualTo(Status.NO_DATA);
        assertThat(report.actual()).isEqualTo(eur("7"));
    }

    @Test
    void is_live_on_the_last_day_and_ended_on_the_next() {
        assertThat(report(TEN_DAYS, spend("900"), day(8), 9).status()).isEqualTo(Status.ON_TRACK);
        assertThat(report(TEN_DAYS, spend("1000"), day(9), 10).status()).isEqualTo(Status.ENDED);
    }

    @Test
    void asks_for_nothing_more_once_people_ended_it() {
        Campaign ended = campaign(CampaignBudget.Type.TOTAL, eur("1000"), 10, Pacing.EVEN, Phase.ENDED);
        PacingReport report = report(ended, spend("10", "10", "10", "10", "10", "10", "10", "10"), day(7), 8);
        assertThat(report.status()).isEqualTo(Status.ENDED);
        assertThat(report.pace()).isEqualTo(new BigDecimal("0.1000"));
        assertThat(report.requiredDaily()).isNull();
        assertThat(report.projected()).isNull();
    }

    @Test
    void requires_nothing_of_a_spent_budget() {
        assertThat(report(TEN_DAYS, spend("1000"), day(0), 1).requiredDaily()).isNull();
        PacingReport over = report(TEN_DAYS, spend("1200"), day(0), 1);
        assertThat(over.requiredDaily()).isNull();
        assertThat(over.remaining()).isEqualTo(eur("-200"));
        assertThat(over.status()).isEqualTo(Status.OVER);
    }

    @Test
    void limits_days_and_months_of_daily_budgets_only() {
        PacingReport daily = report(campaign(CampaignBudget.Type.DAILY, eur("10.000001"), 10, Pacing.EVEN), spend("10"),
                day(0), 1);
        assertThat(daily.budget()).isEqualTo(eur("100.00001"));
        assertThat(daily.dayLimit()).isEqualTo(eur("20.000002"));
        assertThat(daily.monthLimit()).isEqualTo(eur("304.00003"));
        PacingReport total = report(TEN_DAYS, spend("10"), day(0), 1);
        assertThat(total.dayLimit()).isNull();
        assertThat(total.monthLimit()).isNull();
    }

    @Test
    void a_daily_budget_is_capped_by_what_a_ledger_has_allocated() {
        Campaign daily = campaign(CampaignBudget.Type.DAILY, eur("10"), 10, Pacing.EVEN);
        Campaign fed = Campaign.evolve(daily, new CampaignFunded(daily.id(), BudgetId.next(), 1, eur("40"),
                daily.budget(), daily.budget()));

        PacingReport report = report(fed, spend("10", "10"), day(1), 2);

        assertThat(report.budget()).isEqualTo(eur("40"));
        assertThat(report.planned()).isEqualTo(eur("8"));
        assertThat(report.remaining()).isEqualTo(eur("20"));
        assertThat(report.dayLimit()).isEqualTo(eur("20"));
    }

    private static @Nullable Money monthLimit(String daily) {
        return report(campaign(CampaignBudget.Type.DAILY, eur(daily), 1, Pacing.EVEN), spend(), null, 0).monthLimit();
    }

    @Test
    void rounds_the_month_limit_to_the_nearest_micro() {
        assertThat(monthLimit("0.000005")).isEqualTo(eur("0.000152"));
        // 30.4 times a whole number of micros ends in .0, .2, .4, .6 or .8, so that no tie ever comes up
        assertThat(monthLimit("0.000001")).isEqualTo(eur("0.00003"));
        assertThat(monthLimit("0.000002")).isEqualTo(eur("0.000061"));
    }

    @Test
    void projects_the_mean_of_the_days_so_far_with_an_interval() {
        Campaign campaign = campaign(CampaignBudget.Type.TOTAL, eur("100"), 14, Pacing.EVEN);
        // mean 4, s² = 28/6, so the interval is 1.6449 · √(28/6·7 + 28/6·49/7) = 13.295568 either way
        assertThat(report(campaign, spend("1", "2", "3", "4", "5", "6", "7"), day(6), 7).projected())
                .isEqualTo(new Projection(eur("56"), eur("42.704432"), eur("69.295568"), LEVEL));
    }

    @Test
    void projects_no_less_than_what_is_spent() {
        Campaign campaign = campaign(CampaignBudget.Type.TOTAL, eur("100"), 14, Pacing.EVEN);
        Projection projected = report(campaign, spend("70"), day(6), 7).projected();
        assertThat(projected).isNotNull();
        assertThat(projected.amount()).isEqualTo(eur("140"));
        assertThat(projected.low()).isEqualTo(eur("70"));
    }

    @Test
    void projects_from_a_week_at_least() {
        assertThat(report(TEN_DAYS, spend("1", "1", "1", "1", "1", "1"), day(5), 6).projected()).isNull();
        assertThat(report(TEN_DAYS, spend("1", "1", "1", "1", "1", "1", "1"), day(6), 7).projected())
                .isEqualTo(new Projection(eur("10"), eur("10"), eur("10"), LEVEL));
    }

    @Test
    void projects_from_the_latest_four_weeks() {
        NavigableMap<LocalDate, Money> spend = new TreeMap<>();
        for (int i = 0; i < 38; i++) {
            spend.put(day(i), eur(i < 10 ? "100" : "10"));
        }
        Campaign campaign = campaign(CampaignBudget.Type.TOTAL, eur("5000"), 60, Pacing.EVEN);
        assertThat(report(campaign, spend, day(37), 38).projected())
                .isEqualTo(new Projection(eur("1500"), eur("1500"), eur("1500"), LEVEL));
    }

    @Test
    void projects_the_days_after_the_data_of_an_ended_flight() {
        Projection projected = report(TEN_DAYS, spend("1", "1", "1", "1", "1", "1", "1"), day(6), 11).projected();
        assertThat(projected).isEqualTo(new Projection(eur("10"), eur("10"), eur("10"), LEVEL));
    }

    @Test
    void does_not_expect_credits_to_go_on() {
        Projection projected = report(TEN_DAYS, spend("-7", "0", "0", "0", "0", "0", "0"), day(6), 7).projected();
        assertThat(projected).isNotNull();
        assertThat(projected.amount()).isEqualTo(eur("-7"));
        assertThat(projected.low()).isEqualTo(eur("-7"));
    }

    @Test
    void lists_each_day_of_the_flight() {
        Campaign campaign = campaign(CampaignBudget.Type.TOTAL, eur("30"), 3, Pacing.EVEN);
        assertThat(report(campaign, spend("9", "8", "7"), day(2), 2).series()).containsExactly(
                new Day(day(0), eur("10"), eur("10"), eur("9"), eur("9")),
                new Day(day(1), eur("10"), eur("20"), eur("8"), eur("17")),
                new Day(day(2), eur("10"), eur("30"), eur("0"), eur("17")));
    }
}
