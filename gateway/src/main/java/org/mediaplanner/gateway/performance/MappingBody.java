package org.mediaplanner.gateway.performance;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.performance.ImportMapping;
import org.mediaplanner.events.performance.ImportMapping.FractionalCounts;

/** How the columns of a file become facts and outcomes. */
@Schema(name = "ImportMapping", description = "How the columns of a CSV file become facts and outcomes")
public record MappingBody(@Schema(description = "Column of a row's day", example = "DATE") String date,
        @Schema(description = "Pattern such as dd.MM.yyyy; ISO 8601 without") @Nullable String dateFormat,
        @Schema(example = "EUR") Currency currency,
        @Schema(description = "Whether campaigns not known by name are created", defaultValue = "true") @Nullable Boolean createCampaigns,
        @Schema(description = "Days that a row covers", example = "7", defaultValue = "1") @Nullable Integer periodDays,
        @Schema(description = "What to do with a count such as 102.5", defaultValue = "REFUSE") @Nullable FractionalCounts fractionalCounts,
        List<SeriesBody> series,
        @Nullable List<OutcomeBody> outcomes) {

    public ImportMapping mapping() {
        return new ImportMapping(date, dateFormat, currency, createCampaigns == null || createCampaigns,
                periodDays, Objects.requireNonNullElse(fractionalCounts, FractionalCounts.REFUSE),
                series.stream().map(SeriesBody::series).toList(),
                outcomes == null ? List.of() : outcomes.stream().map(OutcomeBody::series).toList());
    }

    public static MappingBody of(ImportMapping mapping) {
        return new MappingBody(mapping.date(), mapping.dateFormat(), mapping.currency(), mapping.createCampaigns(),
                mapping.periodDays(), mapping.fractionalCounts(),
                mapping.series().stream().map(SeriesBody::of).toList(),
                mapping.outcomes().stream().map(OutcomeBody::of).toList());
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

        static SeriesBody of(ImportMapping.Series series) {
            return new SeriesBody(series.campaign(), series.channel(), series.platform(), series.impressions(),
                    series.clicks(), series.cost(), series.conversions(), series.conversionValue());
        }

        ImportMapping.Series series() {
            return new ImportMapping.Series(campaign, channel, platform, impressions, clicks, cost, conversions,
                    conversionValue);
        }
    }

    @Schema(name = "ImportOutcome")
    record OutcomeBody(@Schema(example = "revenue") String name, @Schema(example = "revenue") String column,
            @Schema(example = "MONEY") ImportMapping.Kind kind) {

        static OutcomeBody of(ImportMapping.OutcomeSeries series) {
            return new OutcomeBody(series.name(), series.column(), series.kind());
        }

        ImportMapping.OutcomeSeries series() {
            return new ImportMapping.OutcomeSeries(name, column, kind);
        }
    }
}
