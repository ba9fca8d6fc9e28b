package org.mediaplanner.queries.pacing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.money.Money;

/**
 * How a campaign's spend compares with its plan. All money is in the campaign's currency, all days are in its zone.
 *
 * @param date the last day counted: complete, within the flight once that has begun, and covered by data if any is
 * @param budget the cap over the whole flight
 * @param planned what the curve plans up to {@code date}
 * @param actual what was spent within the flight up to {@code date}
 * @param variance {@code actual} − {@code planned}
 * @param pace {@code actual} / {@code planned} to four decimals; null where nothing was planned or nothing is known
 * @param daysElapsed days of the flight up to {@code date}
 * @param daysTotal days of the flight
 * @param remaining {@code budget} − {@code actual}; negative once more than the budget was spent
 * @param requiredDaily what each day of the flight after {@code date} must take to spend what remains; null where no
 * money or no day is left, also because the campaign ended
 * @param projected spend to expect by the flight's end; null where there is too little to tell it from
 * @param dayLimit most that the platform charges for one day; only for daily budgets
 * @param monthLimit most that the platform charges for one month; only for daily budgets
 * @param series one entry for each day of the flight
 */
public record PacingReport(LocalDate date, Money budget, Money planned, Money actual, Money variance,
        @Nullable BigDecimal pace, Status status, int daysElapsed, int daysTotal, Money remaining,
        @Nullable Money requiredDaily, @Nullable Projection projected, @Nullable Money dayLimit,
        @Nullable Money monthLimit, List<Day> series) {

    public PacingReport {
        series = List.copyOf(series);
    }

    /** How the pace is to be judged. */
    public enum Status {
        /** No day of the flight is complete yet. */
        NOT_STARTED,
        /** Pace within what the tenant calls on track, 0.95 to 1.05 as long as it says nothing else. */
        ON_TRACK,
        /** Pace within what the tenant wants watched, 0.85 to 1.15 as long as it says nothing else; not on track. */
        WATCH,
        /** Pace below that. */
        UNDER,
        /** Pace above that. */
        OVER,
        /** The flight is over, or people ended the campaign. */
        ENDED,
        /** The flight has begun, but no facts have come, or nothing was planned so far that they could be held against. */
        NO_DATA
    }

    /**
     * Expected spend over the whole flight.
     *
     * @param low lower end of the interval, never below what is spent already
     * @param high upper end of the interval
     * @param level probability that the interval is meant to hold, between 0 and 1
     */
    public record Projection(Money amount, Money low, Money high, BigDecimal level) {}

    /**
     * One day of the flight.
     *
     * @param plannedToDate planned from the flight's start to this day
     * @param actual spent on this day; zero after the report's date
     * @param actualToDate spent from the flight's start to this day; unchanged after the report's date
     */
    public record Day(LocalDate date, Money planned, Money plannedToDate, Money actual, Money actualToDate) {}
}
