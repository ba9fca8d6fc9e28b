package org.mediaplanner.events.performance;

import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.FreeText;

/**
 * How the columns of a file become facts and outcomes.
 *
 * @param date column of a row's day
 * @param dateFormat pattern as of {@link java.time.format.DateTimeFormatter}; ISO 8601 without
 * @param periodDays days that a row covers from its date on; 1 without
 * @param series one row may feed several
 */
public record ImportMapping(String date, @Nullable String dateFormat, Currency currency, boolean createCampaigns,
        @Nullable Integer periodDays, FractionalCounts fractionalCounts, List<Series> series,
        List<OutcomeSeries> outcomes) {

    /** What to do with a count such as 102.5. */
    public enum FractionalCounts {
        REFUSE, ROUND
    }

    /** @param campaign a name, which may hold columns in braces, as <code>{Country} {Channel}</code> */
    public record Series(@FreeText String campaign, String channel, @Nullable String platform,
            @Nullable String impressions,
            @Nullable String clicks, @Nullable String cost, @Nullable String conversions,
            @Nullable String conversionValue) {}

    public record OutcomeSeries(String name, String column, Kind kind) {}

    public enum Kind {
        MONEY, COUNT
    }
}
