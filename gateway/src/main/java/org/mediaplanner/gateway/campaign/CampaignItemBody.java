package org.mediaplanner.gateway.campaign;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.campaign.Campaign;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.campaign.CampaignStatus;
import org.mediaplanner.events.campaign.Objective;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.gateway.campaign.CampaignParts.BudgetBody;
import org.mediaplanner.gateway.campaign.CampaignParts.PacingBody;
import org.mediaplanner.gateway.query.MetricsBody;
import org.mediaplanner.queries.campaign.CampaignQuery.CampaignItem;
import org.mediaplanner.queries.campaign.CampaignQuery.Figures;
import org.mediaplanner.queries.pacing.PacingReport;
import org.mediaplanner.queries.projection.Stamped;

/** A campaign in a list. */
@Schema(name = "CampaignItem")
record CampaignItemBody(CampaignId id, long version, String name, String channel, String platform, Objective objective,
        Currency currency, LocalDate startDate, LocalDate endDate, ZoneId timeZone, CampaignStatus status,
        BudgetBody budget, PacingBody pacing, List<String> tags, @Nullable ClientId clientId,
        @Nullable BudgetId budgetId, Instant createdAt, String createdBy, Instant updatedAt,
        @Schema(description = "With include=metrics: from the first to the last day asked about") @Nullable MetricsBody metrics,
        @Schema(description = "With include=metrics: all that it has spent, also outside of its flight, which pace leaves out") @Nullable Money spend,
        @Schema(description = "With include=metrics: spend by planned spend", example = "0.97") @Nullable BigDecimal pace,
        @Schema(description = "With include=metrics") PacingReport.@Nullable Status paceStatus) {

    static CampaignItemBody of(CampaignItem item, Instant now) {
        Stamped<Campaign> campaign = item.campaign();
        Campaign state = campaign.state();
        Figures figures = item.figures();
        return new CampaignItemBody(state.id(), campaign.version(), state.name(), state.channel(), state.platform(),
                state.objective(), state.currency(), state.flight().start(), state.flight().end(), state.timeZone(),
                CampaignBody.status(state, now), BudgetBody.of(state.budget()), PacingBody.of(state.pacing()),
                state.tags(), state.clientId(), CampaignBody.budgetId(state), campaign.createdAt(),
                campaign.createdBy(), campaign.updatedAt(),
                figures == null ? null : MetricsBody.of(figures.metrics()), figures == null ? null : figures.spend(),
                figures == null ? null : figures.pace(), figures == null ? null : figures.paceStatus());
    }
}
