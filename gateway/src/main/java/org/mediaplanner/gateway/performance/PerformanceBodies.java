package org.mediaplanner.gateway.performance;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.performance.PerformanceCommand.FactInput;
import org.mediaplanner.commands.performance.PerformanceCommand.ReportFacts;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.performance.BatchId;
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

    @Schema(name = "Fact", description = "What was measured for a campaign over a day or a period. What is not given is 0, also where it is reported again")
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

    /** The parts of an import, for the document alone. */
    @Schema(name = "Import")
    record ImportForm(@Schema(type = "string", format = "binary", description = "CSV, UTF-8") String file,
            MappingBody mapping) {}
}
