package org.mediaplanner.gateway.campaign;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.gateway.query.BucketBody;
import org.mediaplanner.gateway.query.Listed;
import org.mediaplanner.gateway.query.MetricsBody;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Timeseries;
import org.mediaplanner.queries.analytics.Granularity;

/** What was measured of a campaign, period by period. */
@Schema(name = "CampaignAnalytics")
record CampaignAnalyticsBody(CampaignId campaignId, @Schema(example = "day") String granularity, Currency currency,
        List<BucketBody> items, MetricsBody totals,
        @Schema(description = "Of as many days just before") MetricsBody previous,
        @Schema(description = "The last day with facts") @Nullable LocalDate dataThrough,
        @Schema(description = "Platforms may still restate this day and later ones") @Nullable LocalDate provisionalFrom)
        implements Listed<BucketBody> {

    static CampaignAnalyticsBody of(CampaignId id, Granularity granularity, Timeseries series) {
        return new CampaignAnalyticsBody(id, granularity.name().toLowerCase(java.util.Locale.ROOT), series.currency(),
                series.items().stream().map(BucketBody::of).toList(), MetricsBody.of(series.totals()),
                MetricsBody.of(series.previous()), series.freshness().dataThrough(),
                series.freshness().provisionalFrom());
    }
}
