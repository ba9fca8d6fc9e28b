package org.mediaplanner.gateway.analytics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.campaign.CampaignStatus;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.gateway.query.BucketBody;
import org.mediaplanner.gateway.query.Listed;
import org.mediaplanner.gateway.query.MetricsBody;
import org.mediaplanner.gateway.query.RateBody;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Breakdown;
import org.mediaplanner.queries.analytics.AnalyticsQuery.OutcomeValue;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Overview;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Slice;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Timeseries;

/** The shapes of sums of what was measured. */
final class AnalyticsBodies {

    private AnalyticsBodies() {}

    @Schema(name = "Overview")
    record OverviewBody(Currency currency, MetricsBody totals,
            @Schema(description = "Of as many days just before") MetricsBody previous, CampaignCounts campaigns,
            @Nullable List<RateBody> rates,
            @Schema(description = "The last day with facts") @Nullable LocalDate dataThrough,
            @Nullable LocalDate provisionalFrom) {

        static OverviewBody of(Overview overview) {
            return new OverviewBody(overview.currency(), MetricsBody.of(overview.totals()),
                    MetricsBody.of(overview.previous()), CampaignCounts.of(overview.campaigns()),
                    RateBody.of(overview.rates()), overview.freshness().dataThrough(),
                    overview.freshness().provisionalFrom());
        }
    }

    @Schema(name = "CampaignCounts", description = "total is without the archived")
    record CampaignCounts(long total, long draft, long scheduled, long live, long paused, long ended, long archived) {

        static CampaignCounts of(Map<CampaignStatus, Long> counts) {
            long all = counts.values().stream().mapToLong(Long::longValue).sum();
            long archived = count(counts, CampaignStatus.ARCHIVED);
            return new CampaignCounts(all - archived, count(counts, CampaignStatus.DRAFT),
                    count(counts, CampaignStatus.SCHEDULED), count(counts, CampaignStatus.LIVE),
                    count(counts, CampaignStatus.PAUSED), count(counts, CampaignStatus.ENDED), archived);
        }

        private static long count(Map<CampaignStatus, Long> counts, CampaignStatus status) {
            return counts.getOrDefault(status, 0L);
        }
    }

    @Schema(name = "Timeseries")
    record TimeseriesBody(@Schema(example = "day") String granularity, Currency currency, List<BucketBody> items,
            MetricsBody totals, @Schema(description = "Of as many days just before") MetricsBody previous,
            @Nullable List<RateBody> rates, @Nullable LocalDate dataThrough, @Nullable LocalDate provisionalFrom)
            implements Listed<BucketBody> {

        static TimeseriesBody of(String granularity, Timeseries series) {
            return new TimeseriesBody(granularity, series.currency(),
                    series.items().stream().map(BucketBody::of).toList(), MetricsBody.of(series.totals()),
                    MetricsBody.of(series.previous()), RateBody.of(series.rates()),
                    series.freshness().dataThrough(), series.freshness().provisionalFrom());
        }
    }

    @Schema(name = "Breakdown")
    record BreakdownBody(Currency currency, List<SliceBody> items, MetricsBody totals, @Nullable List<RateBody> rates,
            @Nullable LocalDate dataThrough, @Nullable LocalDate provisionalFrom) implements Listed<SliceBody> {

        static BreakdownBody of(Breakdown breakdown) {
            return new BreakdownBody(breakdown.currency(), breakdown.items().stream().map(SliceBody::of).toList(),
                    MetricsBody.of(breakdown.totals()), RateBody.of(breakdown.rates()),
                    breakdown.freshness().dataThrough(), breakdown.freshness().provisionalFrom());
        }
    }

    @Schema(name = "MetricsOfSlice")
    record SliceBody(
            @Schema(description = "Channel, platform, campaign id, month, client id or tag; empty for none", example = "SEARCH") String key,
            @Schema(example = "SEARCH") String label, long impressions, long clicks,
            Money cost, BigDecimal conversions, Money conversionValue, MetricsBody.Derived derived) {

        static SliceBody of(Slice slice) {
            var metrics = slice.metrics();
            return new SliceBody(slice.key(), slice.label(), metrics.impressions(), metrics.clicks(), metrics.cost(),
                    metrics.conversions(), metrics.conversionValue(), MetricsBody.Derived.of(metrics));
        }
    }

    @Schema(name = "Outcomes")
    record OutcomesBody(List<OutcomeBody> items) implements Listed<OutcomeBody> {

        static OutcomesBody of(List<OutcomeValue> values) {
            return new OutcomesBody(values.stream().map(value -> new OutcomeBody(value.name(), value.date(),
                    value.periodDays(), value.value(), value.currency())).toList());
        }
    }

    @Schema(name = "Outcome")
    record OutcomeBody(@Schema(example = "revenue") String name, LocalDate date, @Schema(example = "7") int periodDays,
            @Schema(example = "125000.5") BigDecimal value,
            @Schema(description = "None for a count") @Nullable Currency currency) {}

    /** @param nextCursor {@code null} at the end */
    @Schema(name = "PacingList")
    record PacingListBody(Currency currency, List<PacingItemBody> items, PacingTotals totals,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextCursor, @Nullable List<RateBody> rates,
            @Nullable LocalDate dataThrough, @Nullable LocalDate provisionalFrom) implements Listed<PacingItemBody> {}
}
