package org.mediaplanner.events.performance;

import java.math.BigDecimal;
import org.mediaplanner.events.money.Money;

/**
 * What was measured for a campaign over a day or a period.
 *
 * @param periodDays days covered, from the fact's date on; at least 1
 * @param conversions attributed to it; platforms report fractions
 * @param conversionValue in the campaign's currency, as {@code cost} is
 */
public record FactValues(int periodDays, long impressions, long clicks, Money cost, BigDecimal conversions,
        Money conversionValue) {

    /** Conversions are kept to the millionth, so that a period of several days divides exactly. */
    public static final int CONVERSION_DIGITS = 6;
}
