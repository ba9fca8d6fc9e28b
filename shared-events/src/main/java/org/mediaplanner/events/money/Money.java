package org.mediaplanner.events.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;

/**
 * An amount of one currency in whole micros (1 unit = 1,000,000 micros, as ad platforms count).
 * Arithmetic is exact: it fails with {@link ArithmeticException} where 64 bits do not suffice (about 9.2 trillion
 * units) and with {@link CurrencyMismatch} where two currencies meet.
 */
public record Money(long micros, Currency currency) implements Comparable<Money> {

    public static final int MICRO_DIGITS = 6;

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /** Micros of {@code currency}, for code that already counts so. */
    public static Money ofMicros(long micros, String currency) {
        return new Money(micros, Currency.getInstance(currency));
    }

    /**
     * The exact value of {@code amount}.
     *
     * @throws ArithmeticException when it has more than six decimals or does not fit
     */
    public static Money of(BigDecimal amount, Currency currency) {
        return new Money(amount.movePointRight(MICRO_DIGITS).longValueExact(), currency);
    }

    /** As {@link #of(BigDecimal, Currency)}, from plain decimal text. */
    public static Money of(String amount, String currency) {
        return of(new BigDecimal(amount), Currency.getInstance(currency));
    }

    /** {@code amount} to the nearest micro, ties to the even one: for figures that other systems computed. */
    public static Money rounded(BigDecimal amount, Currency currency) {
        return new Money(amount.movePointRight(MICRO_DIGITS).setScale(0, RoundingMode.HALF_EVEN).longValueExact(),
                currency);
    }

    /** The exact sum of {@code parts}, zero where there are none. */
    public static Money sum(Collection<Money> parts, Currency currency) {
        Money total = zero(currency);
        for (Money part : parts) {
            total = total.plus(part);
        }
        return total;
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(micros, same(other).micros), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(micros, same(other).micros), currency);
    }

    public Money negated() {
        return new Money(Math.negateExact(micros), currency);
    }

    public boolean isNegative() {
        return micros < 0;
    }

    public boolean isPositive() {
        return micros > 0;
    }

    public boolean isZero() {
        return micros == 0;
    }

    /** {@code parts} amounts that sum to this one exactly and differ by at most one micro; the larger ones first. */
    public List<Money> split(int parts) {
        List<Money> split = new ArrayList<>(parts);
        for (int i = 0; i < parts; i++) {
            split.add(new Money(Split.equalShare(micros, parts, i), currency));
        }
        return List.copyOf(split);
    }

    /** Amounts in the ratio of {@code weights} that sum to this one exactly (largest remainder, {@link Split}). */
    public List<Money> split(List<BigDecimal> weights) {
        return Split.byWeights(micros, weights).stream().map(share -> new Money(share, currency)).toList();
    }

    /**
     * This amount in another currency: {@code rate} units of {@code target} for one unit of this currency, to the
     * nearest micro, ties to even.
     */
    public Money convert(BigDecimal rate, Currency target) {
        return new Money(BigDecimal.valueOf(micros).multiply(rate).setScale(0, RoundingMode.HALF_EVEN).longValueExact(),
                target);
    }

    public BigDecimal amount() {
        return BigDecimal.valueOf(micros, MICRO_DIGITS);
    }

    /** Plain decimal text with at least the currency's ISO 4217 digits, at most six, and no more zeros than those. */
    public String toPlainString() {
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        BigDecimal plain = amount().stripTrailingZeros();
        return plain.setScale(Math.max(digits, plain.scale()), RoundingMode.UNNECESSARY).toPlainString();
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(micros, same(other).micros);
    }

    @Override
    public String toString() {
        return toPlainString() + " " + currency.getCurrencyCode();
    }

    private Money same(Money other) {
        if (!currency.equals(other.currency)) {
            throw new CurrencyMismatch(currency, other.currency);
        }
        return other;
    }

    /** Two currencies met in one sum. */
    public static final class CurrencyMismatch extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        CurrencyMismatch(Currency one, Currency other) {
            super("Amounts in " + one + " and " + other + " cannot be added or compared");
        }
    }
}
