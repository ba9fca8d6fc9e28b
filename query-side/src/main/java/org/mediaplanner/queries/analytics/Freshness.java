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

    /** Days for which platforms go on attributing conversions. */
    static final int RESTATEMENT_DAYS = 30;

    /** Of data through {@code dataThrough}, seen on {@code today}. */
    public static Freshness of(@Nullable LocalDate dataThrough, LocalDate today) {
        LocalDate open = openFrom(today);
        boolean reaches = dataThrough != null && !dataThrough.isBefore(open);
        return new Freshness(dataThrough, reaches ? open : null);
    }

    /** The first day that platforms may still restate, seen on {@code today}. */
    public static LocalDate openFrom(LocalDate today) {
        return today.minusDays(RESTATEMENT_DAYS - 1L);
    }

    /** Whether figures up to {@code lastDay} may still change. */
    public boolean isProvisional(LocalDate lastDay) {
        return provisionalFrom != null && !lastDay.isBefore(provisionalFrom);
    }
}
