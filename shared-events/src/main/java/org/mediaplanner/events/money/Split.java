package org.mediaplanner.events.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Dividing a whole number into whole parts that sum to it exactly. The one place where anything is split. */
public final class Split {

    private Split() {}

    /**
     * The {@code index}th of {@code parts} shares of {@code whole} that are as equal as whole numbers can be; the
     * larger shares come first. Constant time, so that a day of a long period can be computed by itself.
     */
    public static long equalShare(long whole, int parts, int index) {
        if (parts < 1 || index < 0 || index >= parts) {
            throw new IllegalArgumentException("No share " + index + " of " + parts);
        }
        long base = whole / parts;
        long rest = whole % parts;
        return index < Math.abs(rest) ? base + Long.signum(rest) : base;
    }

    /**
     * Shares of {@code whole} in the ratio of {@code weights} by the largest remainder method (Hamilton): each gets
     * the floor of its quota, what is left goes one by one to the largest fractions, earlier ones first among equals.
     *
     * @throws IllegalArgumentException when a weight is negative or all are zero
     */
    public static List<Long> byWeights(long whole, List<BigDecimal> weights) {
        BigDecimal total = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (total.signum() <= 0 || weights.stream().anyMatch(weight -> weight.signum() < 0)) {
            throw new IllegalArgumentException("Weights must not be negative, and one must be positive");
        }
        int scale = weights.stream().mapToInt(BigDecimal::scale).max().orElse(0);
        BigInteger divisor = total.movePointRight(scale).toBigIntegerExact();
        BigInteger magnitude = BigInteger.valueOf(whole).abs();
        int sign = Long.signum(whole);

        List<BigInteger> floors = new ArrayList<>(weights.size());
        List<BigInteger> remainders = new ArrayList<>(weights.size());
        for (BigDecimal weight : weights) {
            BigInteger[] quota = magnitude
                    .multiply(weight.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue())
                    .divideAndRemainder(divisor);
            floors.add(quota[0]);
            remainders.add(quota[1]);
        }
        int left = magnitude.subtract(floors.stream().reduce(BigInteger.ZERO, BigInteger::add)).intValueExact();
        IntStream.range(0, weights.size()).boxed()
                .sorted(Comparator.comparing((Integer i) -> remainders.get(i)).reversed())
                .limit(left)
                .forEach(i -> floors.set(i, floors.get(i).add(BigInteger.ONE)));
        return floors.stream().map(share -> sign * share.longValueExact()).toList();
    }
}
