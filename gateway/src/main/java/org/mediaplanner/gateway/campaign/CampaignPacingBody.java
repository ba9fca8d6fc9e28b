package org.mediaplanner.gateway.campaign;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.queries.campaign.CampaignQuery.PacingAnswer;
import org.mediaplanner.queries.pacing.PacingReport;

/** How a campaign's spend compares with its plan. */
@Schema(name = "CampaignPacing")
record CampaignPacingBody(CampaignId campaignId,
        @Schema(description = "The last complete day that data cover", example = "2026-03-14") LocalDate date,
        Currency currency, @Schema(description = "The cap over the whole flight") Money budget,
        @Schema(description = "Up to date") Money planned, @Schema(description = "Up to date") Money actual,
        @Schema(description = "actual less planned") Money variance,
        @Schema(description = "actual by planned", example = "0.97") @Nullable BigDecimal pace,
        PacingReport.Status status, int daysElapsed, int daysTotal,
        @Schema(description = "budget less actual") Money remaining,
        @Schema(description = "What each day left must take") @Nullable Money requiredDaily,
        @Schema(description = "Spend to expect by the end") @Nullable ProjectionBody projected,
        @Schema(description = "Most that the platform charges for a day, with a DAILY budget") @Nullable Money dayLimit,
        @Schema(description = "Most that the platform charges for a month, with a DAILY budget") @Nullable Money monthLimit,
        List<PacingDayBody> series, @Nullable LocalDate dataThrough,
        @Nullable LocalDate provisionalFrom) {

    @Schema(name = "PacingProjection")
    record ProjectionBody(Money amount, Money low, Money high, @Schema(example = "0.9") BigDecimal level) {}

    @Schema(name = "PacingDay")
    record PacingDayBody(LocalDate date, Money planned, Money plannedToDate, Money actual, Money actualToDate) {}

    static CampaignPacingBody of(PacingAnswer answer) {
        PacingReport report = answer.report();
        PacingReport.Projection projected = report.projected();
        return new CampaignPacingBody(answer.campaignId(), report.date(), report.budget().currency(), report.budget(),
                report.planned(), report.actual(), report.variance(), report.pace(), report.status(),
                report.daysElapsed(), report.daysTotal(), report.remaining(), report.requiredDaily(),
                projected == null
                        ? null
                        : new ProjectionBody(projected.amount(), projected.low(), projected.high(), projected.level()),
                report.dayLimit(), report.monthLimit(),
                report.series().stream().map(day -> new PacingDayBody(day.date(), day.planned(), day.plannedToDate(),
                        day.actual(), day.actualToDate())).toList(),
                answer.freshness().dataThrough(), answer.freshness().provisionalFrom());
    }
}
