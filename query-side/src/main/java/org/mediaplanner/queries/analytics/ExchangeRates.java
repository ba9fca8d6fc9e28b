package org.mediaplanner.queries.analytics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.queries.performance.Measures;

/**
 * Converts with the rates that a tenant has recorded: of a pair, the newest on or before the day; where only the
 * opposite direction is recorded, its inverse. Remembers which rates it used. A missing rate is said, never guessed.
 */
final class ExchangeRates {

    private final Map<Pair, NavigableMap<LocalDate, BigDecimal>> rates = new HashMap<>();
    private final Set<UsedRate> used = new LinkedHashSet<>();

    private record Pair(Currency from, Currency to) {}

    /** A rate as it was recorded. */
    record DatedRate(Currency from, Currency to, LocalDate date, BigDecimal rate) {}

    ExchangeRates(Collection<DatedRate> recorded) {
        recorded.forEach(rate -> rates.computeIfAbsent(new Pair(rate.from(), rate.to()), pair -> new TreeMap<>())
                .put(rate.date(), rate.rate()));
    }

    /** {@code measures} of {@code day} in {@code to}: its money converted, its counts as they are. */
    Measures convert(Measures measures, Currency from, Currency to, LocalDate day) {
        if (from.equals(to)) {
            return measures;
        }
        BigDecimal rate = rate(from, to, day);
        return new Measures(measures.impressions(), measures.clicks(),
                new Money(measures.costMicros(), from).convert(rate, to).micros(), measures.conversionMillionths(),
                new Money(measures.conversionValueMicros(), from).convert(rate, to).micros());
    }

    Money convert(Money money, Currency to, LocalDate day) {
        return money.currency().equals(to) ? money : money.convert(rate(money.currency(), to, day), to);
    }

    /** The rates that were used so far, each once. */
    List<UsedRate> used() {
        return List.copyOf(used);
    }

    private BigDecimal rate(Currency from, Currency to, LocalDate day) {
        Map.@Nullable Entry<LocalDate, BigDecimal> direct = newest(from, to, day);
        if (direct != null) {
            used.add(new UsedRate(from, to, direct.getKey(), direct.getValue()));
            return direct.getValue();
        }
        Map.@Nullable Entry<LocalDate, BigDecimal> opposite = newest(to, from, day);
        if (opposite == null) {
            throw new RateMissing(from, to, day);
        }
        used.add(new UsedRate(to, from, opposite.getKey(), opposite.getValue()));
        return BigDecimal.ONE.divide(opposite.getValue(), MathContext.DECIMAL128);
    }

    private Map.@Nullable Entry<LocalDate, BigDecimal> newest(Currency from, Currency to, LocalDate day) {
        NavigableMap<LocalDate, BigDecimal> dated = rates.get(new Pair(from, to));
        return dated == null ? null : dated.floorEntry(day);
    }
}
