package org.mediaplanner.gateway.campaign;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Versioned;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.campaign.Campaign;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.campaign.CampaignStatus;
import org.mediaplanner.events.campaign.Objective;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.gateway.campaign.CampaignParts.BiddingBody;
import org.mediaplanner.gateway.campaign.CampaignParts.BudgetBody;
import org.mediaplanner.gateway.campaign.CampaignParts.PacingBody;
import org.mediaplanner.gateway.campaign.CampaignParts.TargetingBody;
import org.mediaplanner.gateway.command.CommandRequest.Shown;
import org.mediaplanner.queries.projection.Stamped;

/** A campaign as callers see it. */
@Schema(name = "Campaign")
record CampaignBody(CampaignId id, @Schema(example = "1") long version, @Schema(example = "Spring launch") String name,
        @Schema(example = "SEARCH") String channel, @Schema(example = "GOOGLE_ADS") String platform,
        @Schema(example = "CONVERSIONS") Objective objective, @Schema(example = "EUR") Currency currency,
        @Schema(example = "2026-03-01") LocalDate startDate, @Schema(example = "2026-05-31") LocalDate endDate,
        @Schema(example = "Europe/Berlin") ZoneId timeZone,
        @Schema(description = "SCHEDULED, LIVE and ENDED follow from today in timeZone", example = "DRAFT") CampaignStatus status,
        BudgetBody budget, PacingBody pacing, @Nullable BiddingBody bidding,
        @Nullable TargetingBody targeting, @Schema(example = "[\"spring\"]") List<String> tags,
        @Nullable ClientId clientId,
        @Schema(description = "The ledger that feeds it") @Nullable BudgetId budgetId, Instant createdAt,
        @Schema(description = "Who created it") String createdBy, Instant updatedAt) {

    /** A campaign after a command. Its status is that of the day of its last change: a repeated answer is the same. */
    static Shown<CampaignBody> after(Versioned<Campaign> campaign) {
        return new Shown<>(campaign.version(), of(campaign.version(), campaign.state(), campaign.createdAt(),
                campaign.createdBy(), campaign.updatedAt(), campaign.updatedAt()));
    }

    /** @param now decides about the status */
    static CampaignBody of(Stamped<Campaign> campaign, Instant now) {
        return of(campaign.version(), campaign.state(), campaign.createdAt(), campaign.createdBy(),
                campaign.updatedAt(), now);
    }

    private static CampaignBody of(long version, Campaign state, Instant createdAt, String createdBy,
            Instant updatedAt, Instant now) {
        return new CampaignBody(state.id(), version, state.name(), state.channel(), state.platform(),
                state.objective(), state.currency(), state.flight().start(), state.flight().end(), state.timeZone(),
                status(state, now), BudgetBody.of(state.budget()), PacingBody.of(state.pacing()),
                BiddingBody.of(state.bidding()), TargetingBody.of(state.targeting()), state.tags(), state.clientId(),
                budgetId(state), createdAt, createdBy, updatedAt);
    }

    static CampaignStatus status(Campaign campaign, Instant now) {
        return campaign.statusOn(LocalDate.ofInstant(now, campaign.timeZone()));
    }

    static @Nullable BudgetId budgetId(Campaign campaign) {
        Campaign.Funding funding = campaign.funding();
        return funding == null || funding.allocated().isZero() ? null : funding.budgetId();
    }
}
