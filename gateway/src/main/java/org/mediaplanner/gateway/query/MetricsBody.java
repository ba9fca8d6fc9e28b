package org.mediaplanner.gateway.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.queries.analytics.Metrics;

/** What was measured, and what follows from it. */
@Schema(name = "Metrics")
public record MetricsBody(@Schema(example = "12000") long impressions, @Schema(example = "340") long clicks, Money cost,
        @Schema(example = "12.5") BigDecimal conversions, Money conversionValue, Derived derived) {

    /** Ratios, {@code null} where they would divide by zero. */
    @Schema(name = "DerivedMetrics", description = "null where the divisor is 0")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Derived(
            @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(description = "Clicks for an impression") @Nullable BigDecimal ctr,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(description = "Cost of a click") @Nullable BigDecimal cpc,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(description = "Cost of a thousand impressions") @Nullable BigDecimal cpm,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(description = "Cost of a conversion") @Nullable BigDecimal cpa,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(description = "Conversions for a click") @Nullable BigDecimal cvr,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(description = "Conversion value for a unit of cost") @Nullable BigDecimal roas) {

        public static Derived of(Metrics metrics) {
            return new Derived(metrics.ctr(), metrics.cpc(), metrics.cpm(), metrics.cpa(), metrics.cvr(),
                    metrics.roas());
        }
    }

    public static MetricsBody of(Metrics metrics) {
        return new MetricsBody(metrics.impressions(), metrics.clicks(), metrics.cost(), metrics.conversions(),
                metrics.conversionValue(), Derived.of(metrics));
    }
}
