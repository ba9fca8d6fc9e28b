package org.mediaplanner.gateway.campaign;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Change;
import org.mediaplanner.commands.campaign.CampaignCommand.CreateCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.EditCampaign;
import org.mediaplanner.events.campaign.CampaignBudget;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.campaign.Objective;
import org.mediaplanner.events.campaign.Pacing;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.gateway.campaign.CampaignParts.BiddingBody;
import org.mediaplanner.gateway.campaign.CampaignParts.BudgetBody;
import org.mediaplanner.gateway.campaign.CampaignParts.PacingBody;
import org.mediaplanner.gateway.campaign.CampaignParts.TargetingBody;
import org.mediaplanner.gateway.input.Findings;

/** What callers send to change campaigns, and the commands that it means. */
final class CampaignRequests {

    private CampaignRequests() {}

    record CampaignDraft(@Schema(example = "Spring launch") String name, @Schema(example = "SEARCH") String channel,
            @Schema(example = "GOOGLE_ADS") String platform, @Schema(example = "CONVERSIONS") Objective objective,
            @Schema(example = "2026-03-01") LocalDate startDate, @Schema(example = "2026-05-31") LocalDate endDate,
            BudgetBody budget, @Nullable PacingBody pacing, @Nullable BiddingBody bidding,
            @Nullable TargetingBody targeting, @Schema(example = "[\"spring\"]") @Nullable List<String> tags,
            @Nullable ClientId clientId,
            @Schema(description = "Of the days of the flight; the tenant's without", example = "Europe/Berlin") @Nullable ZoneId timeZone) {

        CreateCampaign command(CampaignId id) {
            Findings findings = new Findings();
            Pacing chosen = pacing == null ? Pacing.EVEN : pacing.pacing(findings);
            findings.orContinue();
            return new CreateCampaign(id, name, channel, platform, objective, startDate, endDate, timeZone,
                    budget.budget(), chosen, bidding == null ? null : bidding.bidding(),
                    targeting == null ? null : targeting.targeting(), tags == null ? List.of() : tags, clientId);
        }
    }

    /** A merge patch: what is absent stays, {@code null} clears what may be cleared. */
    record CampaignPatch(@Nullable Change<String> name, @Nullable Change<String> channel,
            @Nullable Change<String> platform, @Nullable Change<Objective> objective,
            @Nullable Change<LocalDate> startDate, @Nullable Change<LocalDate> endDate,
            @Nullable Change<ZoneId> timeZone, @Nullable Change<BudgetBody> budget,
            @Nullable Change<PacingBody> pacing, @Nullable Change<BiddingBody> bidding,
            @Nullable Change<TargetingBody> targeting, @Nullable Change<List<String>> tags,
            @Nullable Change<ClientId> clientId) {

        EditCampaign command(CampaignId id, long expectedVersion) {
            Findings findings = new Findings();
            Change<Pacing> paced = map(pacing, body -> body.pacing(findings));
            notCleared(findings, "name", name);
            notCleared(findings, "channel", channel);
            notCleared(findings, "platform", platform);
            notCleared(findings, "objective", objective);
            notCleared(findings, "startDate", startDate);
            notCleared(findings, "endDate", endDate);
            notCleared(findings, "budget", budget);
            findings.orContinue();
            return new EditCampaign(id, expectedVersion, name, channel, platform, objective, startDate, endDate,
                    timeZone, map(budget, BudgetBody::budget), paced, map(bidding, BiddingBody::bidding),
                    map(targeting, TargetingBody::targeting), tags, clientId);
        }

        private static void notCleared(Findings findings, String field, @Nullable Change<?> change) {
            if (change != null && change.value() == null) {
                findings.malformed(field, "cannot be cleared");
            }
        }

        private static <A, B> @Nullable Change<B> map(@Nullable Change<A> change, Function<A, B> mapping) {
            return change == null ? null : Change.to(change.value() == null ? null : mapping.apply(change.value()));
        }
    }

    record BudgetSetting(@Schema(example = "TOTAL") CampaignBudget.Type type, Money money,
            @Schema(example = "More demand than planned") @Nullable String reason) {}

    record Reason(@Schema(example = "Out of stock") @Nullable String reason) {}

    record CopyOf(
            @Schema(description = "The original's with \"(copy)\" behind it without", example = "Spring launch 2") @Nullable String name) {}
}
