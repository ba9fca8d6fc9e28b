package org.mediaplanner.gateway.performance;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.performance.PerformanceCommand.FactInput;
import org.mediaplanner.commands.performance.PerformanceCommand.ReportFacts;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.performance.BatchId;
import org.mediaplanner.events.performance.ImportMapping.FractionalCounts;
import org.mediaplanner.events.performance.ImportMapping;
import org.mediaplanner.events.performance.PerformanceEvent.Source;
import org.mediaplanner.gateway.input.LargestBody;
import org.mediaplanner.gateway.input.Rows;

/** The shapes of what is told of the world outside. */
final class PerformanceBodies {

    private PerformanceBodies() {}

    @LargestBody(bytes = 8 << 20)
    record Facts(@Rows List<FactBody> facts) {

        ReportFacts command() {
            return new ReportFacts(BatchId.next(), Source.API, facts.stream().map(FactBody::input).toList());
        }
    }

    @Schema(name = "Fact", description = "What was measured for a campaign over a day or a period. What is not given is 0")
    record FactBody(CampaignId campaignId, @Schema(example = "2026-03-01") LocalDate date,
            @Schema(description = "Days covered from date on", example = "1", defaultValue = "1") @Nullable Integer periodDays,
            @Schema(description = "A whole number", example = "12000") @Nullable BigDecimal impressions,
            @Schema(description = "A whole number", example = "340") @Nullable BigDecimal clicks, @Nullable Money cost,
            @Schema(example = "12.5") @Nullable BigDecimal conversions, @Nullable Money conversionValue) {

        FactInput input() {
            return new FactInput(campaignId, date, periodDays == null ? 1 : periodDays, impressions, clicks, cost,
                    conversions, conversionValue);
        }
    }

    @Schema(name = "ImportMapping", description = "How the columns of a CSV file become facts and outcomes")
    record MappingBody(@Schema(description = "Column of a row's day", example = "DATE") String date,
            @Schema(description = "Pattern such as dd.MM.yyyy; ISO 8601 without") @Nullable String dateFormat,
            @Schema(example = "EUR") Currency currency,
            @Schema(description = "Whether campaigns not known by name are created", defaultValue = "true") @Nullable Boolean createCampaigns,
            @Schema(description = "Days that a row covers", example = "7", defaultValue = "1") @Nullable Integer periodDays,
            @Schema(description = "What to do with a count such as 102.5", defaultValue = "REFUSE") @Nullable FractionalCounts fractionalCounts,
            List<SeriesBody> series,
            @Nullable List<OutcomeBody> outcomes) {

        ImportMapping mapping() {
            return new ImportMapping(date, dateFormat, currency, createCampaigns == null || createCampaigns,
                    periodDays, Objects.requireNonNullElse(fractionalCounts, FractionalCounts.REFUSE),
                    series.stream().map(SeriesBody::series).toList(),
                    outcomes == null ? List.of() : outcomes.stream().map(OutcomeBody::series).toList());
        }
    }

    @Schema(name = "ImportSeries")
    record SeriesBody(
            @Schema(description = "A name, which may hold columns in braces", example = "TV {region}") String campaign,
            @Schema(example = "TV") String channel, @Schema(example = "OTHER") @Nullable String platform,
            @Schema(description = "Column") @Nullable String impressions,
            @Schema(description = "Column") @Nullable String clicks,
            @Schema(description = "Column", example = "tv_S") @Nullable String cost,
            @Schema(description = "Column") @Nullable String conversions,
            @Schema(description = "Column") @Nullable String conversionValue) {

        ImportMapping.Series series() {
            return new ImportMapping.Series(campaign, channel, platform, impressions, clicks, cost, conversions,
                    conversionValue);
        }
    }

    @Schema(name = "ImportOutcome")
    record OutcomeBody(@Schema(example = "revenue") String name, @Schema(example = "revenue") String column,
            @Schema(example = "MONEY") ImportMapping.Kind kind) {

        ImportMapping.OutcomeSeries series() {
            return new ImportMapping.OutcomeSeries(name, column, kind);
        }
    }

    /** The parts of an import, for the document alone. */
    @Schema(name = "Import")
    record ImportForm(@Schema(type = "string", format = "binary", description = "CSV, UTF-8") String file,
            MappingBody mapping) {}
}
