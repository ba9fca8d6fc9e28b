package org.mediaplanner.queries.pacing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.campaign.Campaign;
import org.mediaplanner.events.campaign.Campaign.Phase;
import org.mediaplanner.events.campaign.CampaignBudget;
import org.mediaplanner.events.campaign.CampaignStatus;
import org.mediaplanner.events.campaign.Flight;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.tenant.TenantSettings.Band;
import org.mediaplanner.events.tenant.TenantSettings.PacingBands;
import org.mediaplanner.queries.pacing.PacingReport.Day;
import org.mediaplanner.queries.pacing.PacingReport.Projection;
import org.mediaplanner.queries.pacing.PacingReport.Status;

/** Compares a campaign's spend with its plan, and tells where it leads. */
public final class PacingCalculator {

    private static final int PACE_DIGITS = 4;

    /** Four weeks, so that each weekday counts as often as the others. */
    private static final int SAMPLE_DAYS = 28;
    /** One week: fewer days do not hold each weekday. */
    private static final int LEAST_SAMPLE_DAYS = 7;
    private static final BigDecimal LEVEL = new BigDecimal("0.90");
    /** Standard deviations around the mean of a normal distribution that hold {@link #LEVEL} of it. */
    private static final BigDecimal DEVIATIONS = new BigDecimal("1.6449");

    /**
     * Google Ads charges at most twice the average daily budget on a day and 30.4 times it (365 / 12) in a month, for
     * most campaigns: "About spending limits", support.google.com/google-ads/answer/10486637.
     */
    private static final BigDecimal DAY_LIMIT = BigDecimal.TWO;
    private static final BigDecimal MONTH_LIMIT = new BigDecimal("30.4");

    private PacingCalculator() {}

    /**
     * The report as of the last complete day that data can cover: facts lag, and nobody shall be told that a campaign
     * spends too little because the latest rows are not in yet.
     *
     * @param spend by day, in the campaign's currency; a day without a row is zero, days outside the flight are ignored
     * @param dataThrough last day for which there are facts of this campaign, null when there are none
     * @param today in the campaign's time zone; not complete yet
     * @param bands which pace is on track and which is to be watched
     */
    public static PacingReport report(Campaign campaign, NavigableMap<LocalDate, Money> spend,
            @Nullable LocalDate dataThrough, LocalDate today, PacingBands bands) {
        Flight flight = campaign.flight();
        LocalDate complete = earlier(today.minusDays(1), flight.end());
        boolean begun = !complete.isBefore(flight.start());
        LocalDate known = begun && dataThrough != null && !dataThrough.isBefore(flight.start())
                ? earlier(complete, dataThrough)
                : null;
        LocalDate date = known == null ? complete : known;
        int elapsed = begun ? days(flight.start(), date) : 0;
        int left = flight.days() - elapsed;
        boolean over = today.isAfter(flight.end()) || campaign.statusOn(today) == CampaignStatus.ENDED;

        List<Day> series = series(campaign, known == null
                ? Collections.emptyNavigableMap()
                : spend.subMap(flight.start(), true, known, true));
        Money budget = campaign.cap();
        Money planned = elapsed == 0 ? Money.zero(campaign.currency()) : series.get(elapsed - 1).plannedToDate();
        Money actual = series.getLast().actualToDate();
        Money remaining = budget.minus(actual);
        BigDecimal pace = known == null ? null : pace(actual, planned);
        Status status = !begun
                ? Status.NOT_STARTED
                : known == null ? Status.NO_DATA : over ? Status.ENDED : byPace(pace, bands);
        Money requiredDaily = !over && left > 0 && remaining.isPositive() ? remaining.split(left).getFirst() : null;
        boolean tellsMore = status != Status.NOT_STARTED && status != Status.NO_DATA;
        Projection projected = tellsMore ? projection(campaign, series.subList(0, elapsed), actual, left) : null;
        return new PacingReport(date, budget, planned, actual, actual.minus(planned), pace, status, elapsed,
                flight.days(), remaining, requiredDaily, projected, limit(campaign.budget(), DAY_LIMIT),
                limit(campaign.budget(), MONTH_LIMIT), series);
    }

    private static List<Day> series(Campaign campaign, NavigableMap<LocalDate, Money> spend) {
        Money zero = Money.zero(campaign.currency());
        Money plannedToDate = zero;
        Money actualToDate = zero;
        LocalDate date = campaign.flight().start();
        List<Day> series = new ArrayList<>(campaign.flight().days());
        for (Money planned : PlannedCurve.of(campaign)) {
            Money actual = spend.getOrDefault(date, zero);
            plannedToDate = plannedToDate.plus(planned);
            actualToDate = actualToDate.plus(actual);
            series.add(new Day(date, planned, plannedToDate, actual, actualToDate));
            date = date.plusDays(1);
        }
        return series;
    }

    private static @Nullable BigDecimal pace(Money actual, Money planned) {
        return planned.isZero()
                ? null
                : BigDecimal.valueOf(actual.micros())
                        .divide(BigDecimal.valueOf(planned.micros()), PACE_DIGITS, RoundingMode.HALF_EVEN);
    }

    /** Judges the rounded pace, so that the status never contradicts the figure beside it. */
    private static Status byPace(@Nullable BigDecimal pace, PacingBands bands) {
        if (pace == null) {
            return Status.NO_DATA;
        }
        BigDecimal percent = pace.movePointRight(2);
        if (holds(bands.ok(), percent)) {
            return Status.ON_TRACK;
        }
        if (holds(bands.watch(), percent)) {
            return Status.WATCH;
        }
        return percent.compareTo(BigDecimal.valueOf(bands.watch().least())) < 0 ? Status.UNDER : Status.OVER;
    }

    private static boolean holds(Band band, BigDecimal percent) {
        return percent.compareTo(BigDecimal.valueOf(band.least())) >= 0
                && percent.compareTo(BigDecimal.valueOf(band.most())) <= 0;
    }

    /**
     * Expects the mean of the latest days for each day left. The interval is that of a sum of independent normal days:
     * their own variance, and that of the mean, which is only estimated from n days: s²·left + s²·left²/n.
     */
    private static @Nullable Projection projection(Campaign campaign, List<Day> elapsed, Money actual, int left) {
        if (left == 0) {
            return new Projection(actual, actual, actual, LEVEL);
        }
        // Where people ended it early, the days left are not going to be like those before.
        if (elapsed.size() < LEAST_SAMPLE_DAYS || campaign.phase() == Phase.ENDED) {
            return null;
        }
        int n = Math.min(SAMPLE_DAYS, elapsed.size());
        BigInteger sum = BigInteger.ZERO;
        BigInteger squares = BigInteger.ZERO;
        for (Day day : elapsed.subList(elapsed.size() - n, elapsed.size())) {
            BigInteger micros = BigInteger.valueOf(day.actual().micros());
            sum = sum.add(micros);
            squares = squares.add(micros.multiply(micros));
        }
        // Credits may outweigh the costs of the sample, but waiting does not give money back.
        BigDecimal more = new BigDecimal(sum.max(BigInteger.ZERO)).multiply(BigDecimal.valueOf(left))
                .divide(BigDecimal.valueOf(n), 0, RoundingMode.HALF_EVEN);
        // s² = (n·Σx² − (Σx)²) / (n·(n−1)), exact up to the one division
        BigDecimal variance = new BigDecimal(squares.multiply(BigInteger.valueOf(n)).subtract(sum.pow(2)))
                .multiply(BigDecimal.valueOf((long) left * (n + left)))
                .divide(BigDecimal.valueOf((long) n * n * (n - 1)), MathContext.DECIMAL128);
        BigDecimal margin = DEVIATIONS.multiply(variance.sqrt(MathContext.DECIMAL128));

        Money amount = actual.plus(new Money(more.longValueExact(), actual.currency()));
        Money spread = Money.rounded(margin.movePointLeft(Money.MICRO_DIGITS), actual.currency());
        Money low = amount.minus(spread);
        return new Projection(amount, low.compareTo(actual) < 0 ? actual : low, amount.plus(spread), LEVEL);
    }

    private static @Nullable Money limit(CampaignBudget budget, BigDecimal times) {
        return switch (budget.type()) {
            case TOTAL -> null;
            case DAILY -> Money.rounded(budget.money().amount().multiply(times), budget.money().currency());
        };
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static int days(LocalDate first, LocalDate last) {
        return Math.toIntExact(ChronoUnit.DAYS.between(first, last) + 1);
    }
}
