package org.mediaplanner.queries.testing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.performance.BatchId;
import org.mediaplanner.events.performance.FactValues;
import org.mediaplanner.events.performance.PerformanceEvent.Fact;
import org.mediaplanner.events.performance.PerformanceEvent.PerformanceReported;
import org.mediaplanner.events.performance.PerformanceEvent.PerformanceRestated;
import org.mediaplanner.events.performance.PerformanceEvent.Restatement;
import org.mediaplanner.events.performance.PerformanceEvent.Source;

/** What platforms report, shortly. */
public final class Facts {

    private Facts() {}

    /** Values whose parts do not divide by anything handy. */
    public static FactValues values(int days, long seed, String currency) {
        return new FactValues(days, 100_003 + seed * 7, 1_009 + seed * 3,
                Money.ofMicros(123_456_789 + seed * 1_000_003, currency),
                BigDecimal.valueOf(10_000_019 + seed * 11, FactValues.CONVERSION_DIGITS),
                Money.ofMicros(987_654_321 + seed * 13, currency));
    }

    public static FactValues cost(int days, String amount, String currency) {
        return new FactValues(days, 0, 0, Money.of(amount, currency), BigDecimal.ZERO, Money.of("0", currency));
    }

    public static Fact fact(CampaignId campaign, LocalDate date, FactValues values) {
        return new Fact(campaign, date, values);
    }

    public static PerformanceReported reported(Fact... facts) {
        return new PerformanceReported(BatchId.next(), Source.API, List.of(facts));
    }

    public static PerformanceRestated restated(CampaignId campaign, LocalDate date, FactValues before,
            FactValues after) {
        return new PerformanceRestated(BatchId.next(), Source.IMPORT,
                List.of(new Restatement(campaign, date, before, after)));
    }
}
