package org.mediaplanner.queries.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 31);

    @Test
    void the_last_thirty_days_may_still_be_restated() {
        Freshness freshness = Freshness.of(TODAY.minusDays(1), TODAY);

        assertThat(freshness.dataThrough()).isEqualTo(TODAY.minusDays(1));
        assertThat(freshness.provisionalFrom()).isEqualTo(LocalDate.of(2026, 3, 2));
        assertThat(freshness.isProvisional(LocalDate.of(2026, 3, 1))).isFalse();
        assertThat(freshness.isProvisional(LocalDate.of(2026, 3, 2))).isTrue();
    }

    @Test
    void data_that_end_just_in_the_open_days_are_provisional_and_older_are_final() {
        assertThat(Freshness.of(TODAY.minusDays(29), TODAY).provisionalFrom()).isEqualTo(TODAY.minusDays(29));
        assertThat(Freshness.of(TODAY.minusDays(30), TODAY).provisionalFrom()).isNull();
        assertThat(Freshness.of(TODAY.minusDays(30), TODAY).isProvisional(TODAY)).isFalse();
    }

    @Test
    void without_data_nothing_is_known_of_either() {
        assertThat(Freshness.of(null, TODAY)).isEqualTo(new Freshness(null, null));
    }
}
