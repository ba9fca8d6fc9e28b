package org.mediaplanner.queries.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class GranularityTest {

    @Property
    void a_day_lies_between_the_first_and_the_last_of_what_it_belongs_to(@ForAll Granularity granularity,
            @ForAll @LongRange(min = 0, max = 60_000) long epochDay) {
        LocalDate day = LocalDate.ofEpochDay(epochDay);
        LocalDate first = granularity.first(day);
        LocalDate last = granularity.last(first);

        assertThat(day).isBetween(first, last);
        assertThat(granularity.first(last)).isEqualTo(first);
        assertThat(granularity.first(last.plusDays(1))).isEqualTo(last.plusDays(1));
    }

    @Test
    void weeks_begin_on_monday_also_across_years() {
        assertThat(LocalDate.of(2025, 12, 29).getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
        assertThat(Granularity.WEEK.first(LocalDate.of(2026, 1, 1))).isEqualTo(LocalDate.of(2025, 12, 29));
        assertThat(Granularity.WEEK.first(LocalDate.of(2026, 3, 8))).isEqualTo(LocalDate.of(2026, 3, 2));
    }

    @Test
    void months_are_as_long_as_they_are() {
        assertThat(Granularity.MONTH.last(LocalDate.of(2028, 2, 1))).isEqualTo(LocalDate.of(2028, 2, 29));
        assertThat(Granularity.MONTH.last(LocalDate.of(2026, 2, 1))).isEqualTo(LocalDate.of(2026, 2, 28));
    }
}
