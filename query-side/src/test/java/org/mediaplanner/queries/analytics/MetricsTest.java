package org.mediaplanner.queries.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.queries.performance.Measures;

class MetricsTest {

    private static final Currency EUR = Currency.getInstance("EUR");

    @Test
    void ratios_follow_from_what_was_measured() {
        Metrics metrics = Metrics.of(new Measures(10_000, 250, 125_000_000, 12_500_000, 600_000_000), EUR);

        assertThat(metrics.ctr()).isEqualByComparingTo("0.025");
        assertThat(metrics.cpc()).isEqualByComparingTo("0.5");
        assertThat(metrics.cpm()).isEqualByComparingTo("12.5");
        assertThat(metrics.cpa()).isEqualByComparingTo("10");
        assertThat(metrics.cvr()).isEqualByComparingTo("0.05");
        assertThat(metrics.roas()).isEqualByComparingTo("4.8");
        assertThat(metrics.conversions()).hasToString("12.5");
    }

    @Test
    void a_ratio_that_divides_by_zero_is_not_known() {
        Metrics nothing = Metrics.of(Measures.NONE, EUR);

        assertThat(nothing.ctr()).isNull();
        assertThat(nothing.cpc()).isNull();
        assertThat(nothing.cpm()).isNull();
        assertThat(nothing.cpa()).isNull();
        assertThat(nothing.cvr()).isNull();
        assertThat(nothing.roas()).isNull();
        assertThat(nothing.cost()).isEqualTo(Money.zero(EUR));
        assertThat(nothing.conversions()).hasToString("0");
    }

    @Test
    void what_cost_nothing_has_ratios_of_zero_but_no_return() {
        Metrics free = Metrics.of(new Measures(100, 10, 0, 1_000_000, 5_000_000), EUR);

        assertThat(free.cpc()).isEqualByComparingTo("0");
        assertThat(free.cpa()).isEqualByComparingTo("0");
        assertThat(free.roas()).isNull();
    }

    @Test
    void ratios_have_six_digits_with_ties_to_the_even_one() {
        assertThat(Metrics.of(new Measures(3, 2, 0, 0, 0), EUR).ctr()).hasToString("0.666667");
        assertThat(Metrics.of(new Measures(2_000_000, 1, 0, 0, 0), EUR).ctr()).hasToString("0.000000");
        assertThat(Metrics.of(new Measures(2_000_000, 3, 0, 0, 0), EUR).ctr()).hasToString("0.000002");
    }

    @Property
    void conversions_are_told_exactly_and_without_an_exponent(@ForAll @LongRange(min = 0) long millionths) {
        Metrics metrics = Metrics.of(new Measures(0, 0, 0, millionths, 0), EUR);

        assertThat(metrics.conversions().movePointRight(6).longValueExact()).isEqualTo(millionths);
        assertThat(metrics.conversions().toString()).doesNotContain("E+");
        assertThat(metrics.conversions().scale()).isBetween(0, 6);
    }

    @Property
    void a_rate_is_never_below_zero(@ForAll @LongRange(min = 1, max = 1_000_000) long impressions,
            @ForAll @LongRange(min = 0, max = 1_000_000) long clicks) {
        assertThat(Objects.requireNonNull(Metrics.of(new Measures(impressions, clicks, 0, 0, 0), EUR).ctr()))
                .isNotNegative();
    }
}
