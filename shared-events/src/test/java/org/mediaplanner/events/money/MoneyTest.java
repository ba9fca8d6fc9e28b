package org.mediaplanner.events.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency USD = Currency.getInstance("USD");

    @ParameterizedTest(name = "{0} {1} is written {2}")
    @CsvSource({"1234.56,EUR,1234.56", "1.5,EUR,1.50", "1,EUR,1.00", "0.000001,EUR,0.000001", "1000000,JPY,1000000",
            "1.5,KWD,1.500", "-0.10,EUR,-0.10", "0,EUR,0.00", "12.3400,EUR,12.34", "12.3450,EUR,12.345"})
    void is_written_with_the_digits_of_its_currency_and_no_more_zeros(String amount, String currency, String text) {
        assertThat(Money.of(amount, currency).toPlainString()).isEqualTo(text);
    }

    @Test
    void refuses_more_than_six_decimals() {
        assertThatThrownBy(() -> Money.of("0.0000001", "EUR")).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void rounds_half_to_the_even_micro_where_it_is_told_to() {
        assertThat(Money.rounded(new BigDecimal("0.0000005"), EUR).micros()).isEqualTo(0);
        assertThat(Money.rounded(new BigDecimal("0.0000015"), EUR).micros()).isEqualTo(2);
        assertThat(Money.rounded(new BigDecimal("0.00000051"), EUR).micros()).isEqualTo(1);
    }

    @Test
    void does_not_add_or_compare_two_currencies() {
        assertThatThrownBy(() -> Money.of("1", "EUR").plus(Money.of("1", "USD")))
                .isInstanceOf(Money.CurrencyMismatch.class).hasMessageContaining("EUR").hasMessageContaining("USD");
        assertThatThrownBy(() -> Money.of("1", "EUR").minus(Money.of("1", "USD")))
                .isInstanceOf(Money.CurrencyMismatch.class);
        assertThatThrownBy(() -> Money.of("1", "EUR").compareTo(Money.of("1", "USD")))
                .isInstanceOf(Money.CurrencyMismatch.class);
    }

    @Test
    void fails_rather_than_overflows() {
        Money most = new Money(Long.MAX_VALUE, EUR);
        assertThatThrownBy(() -> most.plus(new Money(1, EUR))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Money(Long.MIN_VALUE, EUR).negated()).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Money(Long.MIN_VALUE, EUR).minus(new Money(1, EUR)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void knows_its_sign() {
        assertThat(Money.of("-1", "EUR").isNegative()).isTrue();
        assertThat(Money.of("1", "EUR").isPositive()).isTrue();
        assertThat(Money.zero(EUR).isZero()).isTrue();
        assertThat(Money.zero(EUR).isNegative()).isFalse();
        assertThat(Money.zero(EUR).isPositive()).isFalse();
        assertThat(Money.of("1", "EUR").isZero()).isFalse();
    }

    @Test
    void is_counted_in_micros_and_ordered_by_them() {
        assertThat(Money.ofMicros(1_500_000, "EUR")).isEqualTo(Money.of("1.50", "EUR"));
        assertThat(Money.of("1.50", "EUR").negated()).isEqualTo(Money.of("-1.50", "EUR"));
        assertThat(Money.of("1", "EUR")).isLessThan(Money.of("2", "EUR")).isGreaterThan(Money.of("-2", "EUR"))
                .isEqualByComparingTo(Money.of("1.00", "EUR"));
    }

    @Test
    void converts_with_a_rate_to_the_nearest_micro() {
        assertThat(Money.of("100.00", "EUR").convert(new BigDecimal("1.0834"), USD))
                .isEqualTo(Money.of("108.34", "USD"));
        assertThat(new Money(1, EUR).convert(new BigDecimal("0.5"), USD).micros()).isZero();
        assertThat(new Money(3, EUR).convert(new BigDecimal("0.5"), USD).micros()).isEqualTo(2);
    }

    @Test
    void sums_nothing_to_zero() {
        assertThat(Money.sum(List.of(), EUR)).isEqualTo(Money.zero(EUR));
    }

    @Property
    void text_and_back_is_the_same(
            @ForAll @LongRange(min = -1_000_000_000_000_000L, max = 1_000_000_000_000_000L) long micros) {
        Money money = new Money(micros, EUR);
        assertThat(Money.of(money.toPlainString(), "EUR")).isEqualTo(money);
    }

    @Property
    void equal_parts_sum_to_the_whole_and_differ_by_a_micro_at_most(
            @ForAll @LongRange(min = -1_000_000_000L, max = 1_000_000_000L) long micros,
            @ForAll @IntRange(min = 1, max = 400) int parts) {
        List<Money> split = new Money(micros, EUR).split(parts);
        assertThat(split).hasSize(parts);
        assertThat(Money.sum(split, EUR).micros()).isEqualTo(micros);
        long least = split.stream().mapToLong(Money::micros).min().orElseThrow();
        long most = split.stream().mapToLong(Money::micros).max().orElseThrow();
        assertThat(most - least).isLessThanOrEqualTo(1);
    }

    @Property
    void weighted_parts_sum_to_the_whole_and_are_within_a_micro_of_their_quota(
            @ForAll @LongRange(min = -1_000_000_000L, max = 1_000_000_000L) long micros,
            @ForAll @Size(min = 1, max = 30) List<@BigRange(min = "0.01", max = "100") BigDecimal> weights) {
        List<Money> split = new Money(micros, EUR).split(weights);
        assertThat(Money.sum(split, EUR).micros()).isEqualTo(micros);
        BigDecimal total = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        for (int i = 0; i < split.size(); i++) {
            double quota = weights.get(i).doubleValue() / total.doubleValue() * micros;
            assertThat((double) split.get(i).micros()).isBetween(quota - 1.01, quota + 1.01);
        }
    }

    @Test
    void the_largest_remainders_get_what_is_left() {
        assertThat(Split.byWeights(10, List.of(new BigDecimal("1"), new BigDecimal("1"), new BigDecimal("1"))))
                .containsExactly(4L, 3L, 3L);
        assertThat(Split.byWeights(100, List.of(new BigDecimal("0.333"), new BigDecimal("0.667"))))
                .containsExactly(33L, 67L);
        assertThat(Split.byWeights(-10, List.of(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE)))
                .containsExactly(-4L, -3L, -3L);
        assertThat(Split.byWeights(5, List.of(BigDecimal.ZERO, BigDecimal.ONE))).containsExactly(0L, 5L);
    }

    @Test
    void weights_must_make_sense() {
        assertThatThrownBy(() -> Split.byWeights(1, List.of(BigDecimal.ZERO)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Split.byWeights(1, List.of(BigDecimal.TEN, BigDecimal.valueOf(-1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Split.equalShare(1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Split.equalShare(1, 2, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Split.equalShare(1, 2, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
