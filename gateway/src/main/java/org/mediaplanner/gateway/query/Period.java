package org.mediaplanner.gateway.query;

import io.swagger.v3.oas.annotations.Parameter;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.input.Findings;
import org.mediaplanner.gateway.input.QueryParameters;

/** The days that are asked about. */
public record Period(
        @Parameter(description = "First day; 29 days before the last without", example = "2026-03-01") @Nullable LocalDate from,
        @Parameter(description = "Last day; today without", example = "2026-03-31") @Nullable LocalDate to)
        implements QueryParameters {

    private static final int USUAL_DAYS = 30;
    private static final int LONGEST_YEARS = 10;

    /** Both ends included. */
    public record Days(LocalDate from, LocalDate to) {}

    /** The days meant on {@code today}: the last thirty without any. */
    public Days days(LocalDate today) {
        LocalDate last = to == null ? today : to;
        return checked(from == null ? last.minusDays(USUAL_DAYS - 1L) : from, last);
    }

    /** As {@link #days}, but all there can be without any. */
    public Days wideDays(LocalDate today) {
        LocalDate last = to == null ? today : to;
        return checked(from == null ? last.minusYears(LONGEST_YEARS).plusDays(1) : from, last);
    }

    private static Days checked(LocalDate from, LocalDate to) {
        Findings findings = new Findings();
        if (from.isAfter(to)) {
            findings.broken("from", "must not be after to");
        }
        if (from.plusYears(LONGEST_YEARS).isBefore(to)) {
            findings.broken("from", "must be at most " + LONGEST_YEARS + " years before to");
        }
        findings.orContinue();
        return new Days(from, to);
    }
}
