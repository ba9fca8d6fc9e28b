package org.mediaplanner.queries.analytics;

import java.time.LocalDate;

/**
 * The calendar months that lie wholly between two days.
 *
 * @param first first day of the first of them
 * @param last first day of the last; before {@code first} where there is none
 */
record WholeMonths(LocalDate first, LocalDate last) {

    /** Those from {@code from} to {@code to}, both days included. */
    static WholeMonths of(LocalDate from, LocalDate to) {
        LocalDate first = from.getDayOfMonth() == 1 ? from : from.plusMonths(1).withDayOfMonth(1);
        LocalDate last = to.plusDays(1).withDayOfMonth(1).minusMonths(1);
        return new WholeMonths(first, last);
    }

    boolean isEmpty() {
        return last.isBefore(first);
    }

    /** The last day before them. */
    LocalDate dayBefore() {
        return first.minusDays(1);
    }

    /** The first day after them. */
    LocalDate dayAfter() {
        return last.plusMonths(1);
    }
}
