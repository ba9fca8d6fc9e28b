package org.mediaplanner.sandbox.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Objects;
import java.util.SplittableRandom;
import org.mediaplanner.sandbox.demo.DemoCampaign.Delivery;

/**
 * What an imagined market answers to money spent: weekdays differ, each further euro brings less, and some days are
 * corrected later because conversions arrive late. A day's figures depend on the seed, the campaign's name and the
 * day alone, so that they are the same whenever they are asked for.
 */
final class Market {

    private static final long SEED = 20_260_301L;
    private static final double[] WEEK = {1.06, 1.09, 1.07, 1.03, 0.99, 0.83, 0.93};
    private static final double NOISE = 0.07;
    private static final double SLOPE = 0.85;
    /** Spend at which half of all possible conversions are reached, as a multiple of the usual spend. */
    private static final double HALF = 1.3;
    private static final int ONE_IN = 9;
    private static final double YEAR = 365.25;

    private Market() {}

    record Figures(long impressions, long clicks, BigDecimal cost, BigDecimal conversions,
            BigDecimal conversionValue) {}

    /** What is known of {@code day} in the end. */
    static Figures figures(DemoCampaign campaign, LocalDate day) {
        Delivery prices = Objects.requireNonNull(campaign.market());
        SplittableRandom random = random(campaign, day);
        double usual = campaign.plannedADay() * prices.share();
        double spend = usual * weekday(day) * season(day) * noise(random);
        double share = spend / usual;
        long clicks = Math.round(spend / prices.click() * StrictMath.pow(share, -0.1) * noise(random));
        long impressions = Math.round(clicks / prices.clickRate() * noise(random));
        double possible = usual / prices.conversion() * (1 + StrictMath.pow(HALF, SLOPE));
        double reached = StrictMath.pow(share, SLOPE) / (StrictMath.pow(share, SLOPE) + StrictMath.pow(HALF, SLOPE));
        BigDecimal conversions = decimal(possible * reached * noise(random));
        return new Figures(impressions, clicks, decimal(spend), conversions,
                decimal(conversions.doubleValue() * prices.value() * noise(random)));
    }

    /** What was known at first: as in the end, or, where the day is one that {@link #isRestated}, less. */
    static Figures firstKnown(DemoCampaign campaign, LocalDate day) {
        Figures last = figures(campaign, day);
        if (!isRestated(campaign, day)) {
            return last;
        }
        double arrived = 0.80 + 0.12 * random(campaign, day).split().nextDouble();
        return new Figures(last.impressions(), last.clicks(), last.cost(),
                decimal(last.conversions().doubleValue() * arrived),
                decimal(last.conversionValue().doubleValue() * arrived));
    }

    static boolean isRestated(DemoCampaign campaign, LocalDate day) {
        return Math.floorMod(seed(campaign, day) * 31, ONE_IN) == 0;
    }

    /** Units of the tenant's currency for one dollar: a slow wave. */
    static BigDecimal dollar(LocalDate day) {
        return BigDecimal.valueOf(0.92 + 0.02 * StrictMath.sin(day.toEpochDay() / 40.0)).setScale(4,
                RoundingMode.HALF_EVEN);
    }

    /** The tenant's takings of a day: what they would be without advertising, and what it brings. */
    static BigDecimal revenue(LocalDate day, double conversionValue) {
        double base = 4_000 * weekday(day) * season(day);
        return decimal(base * noise(new SplittableRandom(SEED ^ day.toEpochDay())) + 0.9 * conversionValue);
    }

    private static double weekday(LocalDate day) {
        return WEEK[day.getDayOfWeek().getValue() - 1];
    }

    private static double season(LocalDate day) {
        return 1 + 0.08 * StrictMath.cos(2 * Math.PI * (day.getDayOfYear() - 340) / YEAR);
    }

    /** About a bell, from 1 - 2 NOISE to 1 + 2 NOISE, and the same on every machine. */
    private static double noise(SplittableRandom random) {
        return 1 + NOISE * (random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble() - 2);
    }

    private static SplittableRandom random(DemoCampaign campaign, LocalDate day) {
        return new SplittableRandom(seed(campaign, day));
    }

    private static long seed(DemoCampaign campaign, LocalDate day) {
        return SEED * 1_000_003 + campaign.name().hashCode() * 8_191L + day.toEpochDay();
    }

    private static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN);
    }
}
