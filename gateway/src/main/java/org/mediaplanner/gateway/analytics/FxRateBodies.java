package org.mediaplanner.gateway.analytics;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.performance.PerformanceCommand.RateInput;
import org.mediaplanner.commands.performance.PerformanceCommand.RecordFxRates;
import org.mediaplanner.events.performance.BatchId;
import org.mediaplanner.gateway.input.Findings;
import org.mediaplanner.gateway.query.Listed;
import org.mediaplanner.queries.analytics.AnalyticsQuery.RecordedRate;

/** The shapes of exchange rates. */
final class FxRateBodies {

    private static final Pattern DECIMAL = Pattern.compile("\\d{1,12}(\\.\\d{1,18})?");
    private static final String BY_HAND = "MANUAL";

    private FxRateBodies() {}

    @Schema(name = "FxRatesToRecord")
    record RatesDraft(List<RateDraft> items) {

        RecordFxRates command() {
            Findings findings = new Findings();
            List<RateInput> rates = new ArrayList<>(items.size());
            for (int i = 0; i < items.size(); i++) {
                RateDraft rate = items.get(i);
                if (DECIMAL.matcher(rate.rate()).matches()) {
                    rates.add(new RateInput(rate.from(), rate.to(), rate.date(), new BigDecimal(rate.rate()),
                            rate.source() == null ? BY_HAND : rate.source()));
                } else {
                    findings.malformed("items[" + i + "].rate", "must be plain decimal text such as \"1.0834\"");
                }
            }
            findings.orContinue();
            return new RecordFxRates(BatchId.next(), rates);
        }
    }

    @Schema(name = "FxRateToRecord")
    record RateDraft(@Schema(example = "USD") Currency from, @Schema(example = "EUR") Currency to,
            @Schema(example = "2026-03-01") LocalDate date,
            @Schema(description = "Units of to for one of from", example = "0.9230") String rate,
            @Schema(example = "ECB", defaultValue = BY_HAND) @Nullable String source) {}

    /** @param items what is recorded for the days and pairs that were named */
    @Schema(name = "FxRatesRecorded")
    record RatesAfter(List<FxRateBody> items, @Schema(description = "How many were new or changed") int recorded,
            @Schema(description = "How many were known already") int unchanged) {}

    @Schema(name = "FxRates")
    record RatesBody(List<FxRateBody> items) implements Listed<FxRateBody> {

        static RatesBody of(List<RecordedRate> rates) {
            return new RatesBody(rates.stream().map(rate -> new FxRateBody(rate.from(), rate.to(), rate.date(),
                    plain(rate.rate()), rate.source())).toList());
        }
    }

    @Schema(name = "FxRate")
    record FxRateBody(Currency from, Currency to, @Schema(example = "2026-03-01") LocalDate date,
            @Schema(description = "Units of to for one of from", example = "0.923") String rate,
            @Schema(example = "ECB") String source) {

        static FxRateBody of(RateInput rate) {
            return new FxRateBody(rate.from(), rate.to(), rate.date(), plain(rate.rate()), rate.source());
        }
    }

    private static String plain(BigDecimal rate) {
        return rate.stripTrailingZeros().toPlainString();
    }
}
