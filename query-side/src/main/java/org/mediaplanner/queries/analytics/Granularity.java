package org.mediaplanner.queries.analytics;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** What days are put together. Weeks begin on Monday, or on Sunday where the tenant says so. */
public enum Granularity {

    DAY, WEEK, MONTH;

    /** The first day of what {@code day} belongs to. */
    public LocalDate first(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    /** The last day of what begins on {@code first}. */
    public LocalDate last(LocalDate first) {
        return switch (this) {
            case DAY -> first;
            case WEEK -> first.plusDays(6);
            case MONTH -> first.with(TemporalAdjusters.lastDayOfMonth());
        };
    }
}
