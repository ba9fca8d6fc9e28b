package org.mediaplanner.events.campaign;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** The days on which a campaign runs, both ends included, in the campaign's time zone. */
public record Flight(LocalDate start, LocalDate end) {

    public Flight {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("A flight must not end before it starts");
        }
    }

    public int days() {
        return Math.toIntExact(ChronoUnit.DAYS.between(start, end) + 1);
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(start) && !day.isAfter(end);
    }

    @Override
    public String toString() {
        return start + "/" + end;
    }
}
