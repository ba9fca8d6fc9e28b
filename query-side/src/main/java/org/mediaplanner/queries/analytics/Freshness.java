package org.mediaplanner.queries.analytics;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How far data go, so that nobody takes a day that is not in yet for a day without results.
 *
 * @param dataThrough the last day with facts; {@code null} where there is none
 * @param provisionalFrom platforms may still restate this day and later ones; {@code null} where no data reach it
 */
public record Freshness(@Nullable LocalDate dataThrough, @Nullable LocalDate provisionalFrom) {

    /**
     * Of data through {@code dataThrough}, seen on {@code today}.
     *
     * @param restatementDays for which platforms go on attributing conversions, today included
     */
    public static Freshness of(@Nullable LocalDate dataThrough, LocalDate today, int restatementDays) {
        LocalDate open = today.minusDays(restatementDays - 1L);
        boolean reaches = dataThrough != null && !dataThrough.isBefore(open);
        return new Freshness(dataThrough, reaches ? open : null);
    }

    /** Whether figures up to {@code lastDay} may still change. */
    public boolean isProvisional(LocalDate lastDay) {
        return provisionalFrom != null && !lastDay.isBefore(provisionalFrom);
    }
}
