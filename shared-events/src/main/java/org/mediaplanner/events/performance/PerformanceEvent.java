package org.mediaplanner.events.performance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.EventType;
import org.mediaplanner.events.campaign.CampaignId;

/** What was observed from outside. Many facts to an event, each batch a stream of its own. */
public sealed interface PerformanceEvent extends DomainEvent {

    BatchId batchId();

    @Override
    default String streamId() {
        return batchId().value();
    }

    /** Days reported for the first time. */
    @EventType("performance.reported")
    record PerformanceReported(BatchId batchId, Source source, List<Fact> facts) implements PerformanceEvent {}

    /** Days reported again with other numbers. */
    @EventType("performance.restated")
    record PerformanceRestated(BatchId batchId, Source source, List<Restatement> restatements)
            implements
            PerformanceEvent {}

    /** Values of the tenant's own series; a value known before carries the old one. */
    @EventType("outcomes.reported")
    record OutcomesReported(BatchId batchId, Source source, List<Outcome> outcomes) implements PerformanceEvent {}

    @EventType("fx-rates.recorded")
    record FxRatesRecorded(BatchId batchId, List<FxRate> rates) implements PerformanceEvent {}

    /** How facts came in. */
    enum Source {
        API, IMPORT, MANUAL, PLATFORM
    }

    /** @param date first day of the period, in the campaign's time zone */
    record Fact(CampaignId campaignId, LocalDate date, FactValues values) {}

    record Restatement(CampaignId campaignId, LocalDate date, FactValues before, FactValues after) {}

    /**
     * @param name of the series
     * @param value money of {@code currency} where there is one, else a plain count; at most six decimals
     */
    record Outcome(String name, LocalDate date, int periodDays, @Nullable Currency currency,
            @Nullable BigDecimal before, BigDecimal value) {}

    /** On {@code date} one unit of {@code from} is worth {@code rate} units of {@code to}. */
    record FxRate(Currency from, Currency to, LocalDate date, @Nullable BigDecimal before, BigDecimal rate,
            String source) {}
}
