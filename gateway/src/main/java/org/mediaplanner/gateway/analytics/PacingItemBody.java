package org.mediaplanner.gateway.analytics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.gateway.analytics.AnalyticsBodies.PacingListBody;
import org.mediaplanner.gateway.query.RateBody;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Pacing;
import org.mediaplanner.queries.analytics.AnalyticsQuery.PacingItem;
import org.mediaplanner.queries.pacing.PacingReport;

/** Plan and spend of one campaign among many, in its own currency. */
@Schema(name = "PacingItem")
record PacingItemBody(CampaignId campaignId, String name, String channel, String platform, Money budget, Money planned,
        Money actual,
        @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(description = "null where nothing can be compared yet", example = "0.97") @Nullable BigDecimal pace,
        PacingReport.Status status, @Schema(description = "Spend to expect by the end") @Nullable Money projected) {

    static PacingItemBody of(PacingItem item) {
        PacingReport report = item.report();
        PacingReport.Projection projected = report.projected();
        return new PacingItemBody(item.campaignId(), item.name(), item.channel(), item.platform(), report.budget(),
                report.planned(), report.actual(), report.pace(), report.status(),
                projected == null ? null : projected.amount());
    }

    static PacingListBody list(Pacing pacing) {
        return new PacingListBody(pacing.currency(), pacing.items().stream().map(PacingItemBody::of).toList(),
                new PacingTotals(pacing.budget(), pacing.planned(), pacing.actual(), pacing.pace()),
                pacing.nextCursor(), RateBody.of(pacing.rates()), pacing.freshness().dataThrough(),
                pacing.freshness().provisionalFrom());
    }
}
