package org.mediaplanner.queries.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 31);

    @Test
    void the_last_thirty_days_may_still_be_restated() {
        Freshness freshness = Freshness.of(TODAY.minusDays(1), TODAY, 30);

        assertThat(freshness.dataThrough()).isEqualTo(TODAY.minusDays(1));
        assertThat(freshness.provisionalFrom()).isEqualTo(LocalDate.of(2026, 3, 2));
        assertThat(freshness.isProvisional(LocalDate.of(2026, 3, 1))).isFalse();
        assertThat(freshness.isProvisional(LocalDate.of(2026, 3, 2))).isTrue();
    }

    @Test
    void data_that_end_just_in_the_open_days_are_provisional_and_older_are_final() {
        assertThat(Freshness.of(TODAY.minusDays(29), TODAY, 30).provisionalFrom()).isEqualTo(TODAY.minusDays(29));
        assertThat(Freshness.of(TODAY.minusDays(30), TODAY, 30).provisionalFrom()).isNull();
        assertThat(Freshness.of(TODAY.minusDays(30), TODAY, 30).isProvisional(TODAY)).isFalse();
    }

    @Test
    void a_tenant_says_for_how_many_days_platforms_restate() {
        assertThat(Freshness.of(TODAY, TODAY, 7).provisionalFrom()).isEqualTo(TODAY.minusDays(6));
        assertThat(Freshness.of(TODAY, TODAY, 0).provisionalFrom()).isNull();
    }

    @Test
    void without_data_nothing_is_known_of_either() {
        assertThat(Freshness.of(null, TODAY, 30)).isEqualTo(new Freshness(null, null));
    }
}
