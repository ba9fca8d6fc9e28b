package org.mediaplanner.gateway.campaign;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.campaign.Bidding;
import org.mediaplanner.events.campaign.CampaignBudget;
import org.mediaplanner.events.campaign.Pacing;
import org.mediaplanner.events.campaign.Targeting;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.gateway.input.Findings;

/** What a campaign is made of, as callers write and read it. */
final class CampaignParts {

    private CampaignParts() {}

    @Schema(name = "CampaignBudgetSetting")
    record BudgetBody(
            @Schema(description = "For the whole flight, or for an average day", example = "TOTAL") CampaignBudget.Type type,
            Money money) {

        CampaignBudget budget() {
            return new CampaignBudget(type, money);
        }

        static BudgetBody of(CampaignBudget budget) {
            return new BudgetBody(budget.type(), budget.money());
        }
    }

    enum PacingMode {
        EVEN, ASAP, AHEAD, CUSTOM
    }

    @Schema(name = "Pacing", description = "AHEAD takes percent; CUSTOM takes a curve whose percents sum to 100")
    record PacingBody(@Schema(example = "EVEN") PacingMode mode,
            @Schema(description = "0 to 100, with AHEAD") @Nullable BigDecimal percent,
            @Schema(description = "With CUSTOM; the first step begins with the flight") @Nullable List<StepBody> curve) {

        /** The pacing meant; {@code findings} tell what {@code mode} does not go with. */
        Pacing pacing(Findings findings) {
            if (percent == null == (mode == PacingMode.AHEAD)) {
                findings.malformed("pacing.percent", mode == PacingMode.AHEAD ? "is required" : "goes with AHEAD only");
            }
            if (curve == null == (mode == PacingMode.CUSTOM)) {
                findings.malformed("pacing.curve", mode == PacingMode.CUSTOM ? "is required" : "goes with CUSTOM only");
            }
            return switch (mode) {
                case EVEN -> Pacing.EVEN;
                case ASAP -> new Pacing.Asap();
                case AHEAD -> new Pacing.Ahead(Objects.requireNonNullElse(percent, BigDecimal.ZERO));
                case CUSTOM -> new Pacing.Custom(Objects.requireNonNullElse(curve, List.<StepBody>of()).stream()
                        .map(step -> new Pacing.Step(step.from(), step.percent())).toList());
            };
        }

        static PacingBody of(Pacing pacing) {
            return switch (pacing) {
                case Pacing.Even() -> new PacingBody(PacingMode.EVEN, null, null);
                case Pacing.Asap() -> new PacingBody(PacingMode.ASAP, null, null);
                case Pacing.Ahead(BigDecimal percent) -> new PacingBody(PacingMode.AHEAD, percent, null);
                case Pacing.Custom(List<Pacing.Step> curve) -> new PacingBody(PacingMode.CUSTOM, null,
                        curve.stream().map(step -> new StepBody(step.from(), step.percent())).toList());
            };
        }
    }

    @Schema(name = "PacingStep")
    record StepBody(@Schema(example = "2026-03-01") LocalDate from, @Schema(example = "60") BigDecimal percent) {}

    @Schema(name = "Bidding")
    record BiddingBody(@Schema(description = "The platform's own name for it", example = "TARGET_CPA") String strategy,
            @Schema(description = "Cost aimed at for a result") @Nullable Money target,
            @Schema(description = "Conversion value aimed at for a unit of cost", example = "4.5") @Nullable BigDecimal targetRoas) {

        Bidding bidding() {
            return new Bidding(strategy, target, targetRoas);
        }

        static @Nullable BiddingBody of(@Nullable Bidding bidding) {
            return bidding == null
                    ? null
                    : new BiddingBody(bidding.strategy(), bidding.target(), bidding.targetRoas());
        }
    }

    @Schema(name = "Targeting", description = "An empty list does not limit")
    record TargetingBody(@Schema(example = "[\"DE\"]") @Nullable List<String> locations,
            @Schema(example = "[\"de\"]") @Nullable List<String> languages, @Nullable List<String> audiences,
            @Nullable List<String> devices, @Nullable List<String> keywords) {

        Targeting targeting() {
            return new Targeting(some(locations), some(languages), some(audiences), some(devices), some(keywords));
        }

        static @Nullable TargetingBody of(@Nullable Targeting targeting) {
            return targeting == null
                    ? null
                    : new TargetingBody(targeting.locations(), targeting.languages(), targeting.audiences(),
                            targeting.devices(), targeting.keywords());
        }

        private static List<String> some(@Nullable List<String> values) {
            return values == null ? List.of() : values;
        }
    }
}
