package org.mediaplanner.queries.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.queries.analytics.ExchangeRates.DatedRate;
import org.mediaplanner.queries.performance.Measures;

class ExchangeRatesTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency USD = Currency.getInstance("USD");
    private static final Currency GBP = Currency.getInstance("GBP");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private final ExchangeRates rates = new ExchangeRates(List.of(rate(USD, EUR, DAY, "0.5"),
            rate(USD, EUR, DAY.plusDays(10), "0.8"), rate(EUR, GBP, DAY, "0.75"), rate(GBP, EUR, DAY.plusDays(5),
                    "1.2")));

    private static DatedRate rate(Currency from, Currency to, LocalDate date, String rate) {
        return new DatedRate(from, to, date, new BigDecimal(rate));
    }

    private static Money money(String amount, Currency currency) {
        return Money.of(new BigDecimal(amount), currency);
    }

    @Test
    void the_newest_rate_on_or_before_the_day_counts() {
        assertThat(rates.convert(money("10", USD), EUR, DAY)).isEqualTo(money("5", EUR));
        assertThat(rates.convert(money("10", USD), EUR, DAY.plusDays(9))).isEqualTo(money("5", EUR));
        assertThat(rates.convert(money("10", USD), EUR, DAY.plusDays(10))).isEqualTo(money("8", EUR));
        assertThat(rates.convert(money("10", USD), EUR, DAY.plusYears(3))).isEqualTo(money("8", EUR));
    }

    @Test
    void a_pair_that_is_recorded_the_other_way_round_is_inverted() {
        assertThat(rates.convert(money("10", EUR), USD, DAY)).isEqualTo(money("20", USD));
        assertThat(rates.used()).containsExactly(new UsedRate(USD, EUR, DAY, new BigDecimal("0.5")));
    }

    @Test
    void the_direction_asked_for_goes_before_a_newer_inverse() {
        assertThat(rates.convert(money("4", EUR), GBP, DAY.plusDays(8))).isEqualTo(money("3", GBP));
    }

    @Test
    void a_missing_rate_is_said_with_its_pair_and_day() {
        assertThatExceptionOfType(RateMissing.class)
                .isThrownBy(() -> rates.convert(money("1", USD), EUR, DAY.minusDays(1)))
                .withMessageContaining("USD").withMessageContaining("EUR").withMessageContaining("2026-03-01");
        assertThatExceptionOfType(RateMissing.class)
                .isThrownBy(() -> rates.convert(money("1", USD), GBP, DAY));
        assertThat(rates.used()).isEmpty();
    }

    @Test
    void what_is_in_the_currency_already_needs_no_rate() {
        Measures measures = new Measures(1, 2, 3, 4, 5);

        assertThat(rates.convert(measures, GBP, GBP, DAY.minusYears(9))).isSameAs(measures);
        assertThat(rates.convert(money("1", GBP), GBP, DAY.minusYears(9))).isEqualTo(money("1", GBP));
        assertThat(rates.used()).isEmpty();
    }

    @Test
    void money_is_converted_and_counts_stay_as_they_are() {
        assertThat(rates.convert(new Measures(100, 10, 3_000_001, 4_000_000, 8_000_000), USD, EUR, DAY))
                .isEqualTo(new Measures(100, 10, 1_500_000, 4_000_000, 4_000_000));
    }

    @Test
    void each_rate_that_was_used_is_told_once_in_order() {
        rates.convert(money("1", USD), EUR, DAY.plusDays(1));
        rates.convert(money("1", USD), EUR, DAY.plusDays(2));
        rates.convert(money("1", USD), EUR, DAY.plusDays(20));
        rates.convert(money("1", EUR), USD, DAY.plusDays(2));

        assertThat(rates.used()).containsExactly(new UsedRate(USD, EUR, DAY, new BigDecimal("0.5")),
                new UsedRate(USD, EUR, DAY.plusDays(10), new BigDecimal("0.8")));
    }
}
