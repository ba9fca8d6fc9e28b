package org.mediaplanner.queries.analytics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.performance.FactValues;
import org.mediaplanner.queries.performance.Measures;

/** What was measured, in one currency, and what follows from it. Ratios are {@code null} where they divide by zero. */
public record Metrics(long impressions, long clicks, Money cost, BigDecimal conversions, Money conversionValue) {

    private static final int RATIO_DIGITS = 6;
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    public static Metrics of(Measures measures, Currency currency) {
        return new Metrics(measures.impressions(), measures.clicks(), new Money(measures.costMicros(), currency),
                conversions(measures.conversionMillionths()),
                new Money(measures.conversionValueMicros(), currency));
    }

    /** Conversions as people write them, without zeros that say nothing. */
    public static BigDecimal conversions(long millionths) {
        BigDecimal conversions = BigDecimal.valueOf(millionths, FactValues.CONVERSION_DIGITS).stripTrailingZeros();
        return conversions.scale() < 0 ? conversions.setScale(0, RoundingMode.UNNECESSARY) : conversions;
    }

    /** Click-through rate: clicks for an impression. */
    public @Nullable BigDecimal ctr() {
        return ratio(BigDecimal.valueOf(clicks), BigDecimal.valueOf(impressions));
    }

    /** Cost of a click. */
    public @Nullable BigDecimal cpc() {
        return ratio(cost.amount(), BigDecimal.valueOf(clicks));
    }

    /** Cost of a thousand impressions. */
    public @Nullable BigDecimal cpm() {
        return ratio(cost.amount().multiply(THOUSAND), BigDecimal.valueOf(impressions));
    }

    /** Cost of a conversion. */
    public @Nullable BigDecimal cpa() {
        return ratio(cost.amount(), conversions);
    }

    /** Conversions for a click. */
    public @Nullable BigDecimal cvr() {
        return ratio(conversions, BigDecimal.valueOf(clicks));
    }

    /** Return on ad spend: conversion value for a unit of cost. */
    public @Nullable BigDecimal roas() {
        return ratio(conversionValue.amount(), cost.amount());
    }

    private static @Nullable BigDecimal ratio(BigDecimal dividend, BigDecimal divisor) {
        return divisor.signum() == 0 ? null : dividend.divide(divisor, RATIO_DIGITS, RoundingMode.HALF_EVEN);
    }
}
