package org.mediaplanner.gateway.query;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Bucket;

/** What was measured in a day, week or month. */
@Schema(name = "MetricsOfPeriod")
public record BucketBody(
        @Schema(description = "The day, or the first one of the week or month", example = "2026-03-01") LocalDate date,
        @Schema(description = "Whether platforms may still restate it") boolean provisional, long impressions,
        long clicks, Money cost, BigDecimal conversions, Money conversionValue, MetricsBody.Derived derived) {

    public static BucketBody of(Bucket bucket) {
        var metrics = bucket.metrics();
        return new BucketBody(bucket.date(), bucket.provisional(), metrics.impressions(), metrics.clicks(),
                metrics.cost(), metrics.conversions(), metrics.conversionValue(), MetricsBody.Derived.of(metrics));
    }
}
