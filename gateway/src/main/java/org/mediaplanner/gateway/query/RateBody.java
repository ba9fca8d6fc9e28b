package org.mediaplanner.gateway.query;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.queries.analytics.UsedRate;

/** A dated rate that an answer was converted with. */
@Schema(name = "UsedRate")
public record RateBody(Currency from, Currency to, LocalDate date,
        @Schema(description = "Units of to for one of from", example = "1.0834") String rate) {

    /** {@code null} where nothing was converted. */
    public static @Nullable List<RateBody> of(List<UsedRate> rates) {
        return rates.isEmpty()
                ? null
                : rates.stream().map(rate -> new RateBody(rate.from(), rate.to(), rate.date(),
                        rate.rate().toPlainString())).toList();
    }
}
