package org.mediaplanner.commands.performance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.Refusal.Violation;
import org.mediaplanner.commands.performance.ImportedFile.ImportedOutcome;
import org.mediaplanner.commands.performance.PerformanceCommand.RateInput;
import org.mediaplanner.events.performance.PerformanceEvent.FxRate;
import org.mediaplanner.events.performance.PerformanceEvent.Outcome;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The newest value of each outcome and exchange rate: tells what changes, and writes it down. */
@Component
class KnownSeries {

    private final JdbcClient jdbc;

    KnownSeries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record OutcomeKey(String name, LocalDate day) {}

    private record RateKey(String from, String to, LocalDate day) {}

    private record KnownOutcome(int periodDays, @Nullable Currency currency, BigDecimal value) {}

    /** Those of {@code outcomes} that are new or different, written down; one transaction at a time for a tenant. */
    List<Outcome> change(TenantId tenant, List<ImportedOutcome> outcomes) {
        if (outcomes.isEmpty()) {
            return List.of();
        }
        lock("outcomes", tenant);
        Map<OutcomeKey, KnownOutcome> known = knownOutcomes(tenant, outcomes);
        requireOfOneKind(outcomes, known);
        List<Outcome> changed = new ArrayList<>();
        for (ImportedOutcome outcome : outcomes) {
            KnownOutcome before = known.get(new OutcomeKey(outcome.name(), outcome.date()));
            boolean same = before != null && before.periodDays() == outcome.periodDays()
                    && Objects.equals(before.currency(), outcome.currency())
                    && before.value().compareTo(outcome.value()) == 0;
            if (!same) {
                changed.add(new Outcome(outcome.name(), outcome.date(), outcome.periodDays(), outcome.currency(),
                        before == null ? null : before.value(), outcome.value()));
            }
        }
        putOutcomes(tenant, changed);
        return changed;
    }

    /** A series counts, or is money of one currency; and no day of it is in two periods, or sums would count it twice. */
    private static void requireOfOneKind(List<ImportedOutcome> outcomes, Map<OutcomeKey, KnownOutcome> known) {
        Map<String, NavigableMap<LocalDate, KnownOutcome>> series = new HashMap<>();
        known.forEach((key, outcome) -> series.computeIfAbsent(key.name(), name -> new TreeMap<>()).put(key.day(),
                outcome));
        outcomes.forEach(outcome -> series.computeIfAbsent(outcome.name(), name -> new TreeMap<>()).put(outcome.date(),
                new KnownOutcome(outcome.periodDays(), outcome.currency(), outcome.value())));
        Map<String, Set<String>> kinds = new HashMap<>();
        List<Violation> mixed = new ArrayList<>();
        List<Violation> periods = new ArrayList<>();
        for (ImportedOutcome outcome : outcomes) {
            NavigableMap<LocalDate, KnownOutcome> all = Objects.requireNonNull(series.get(outcome.name()));
            Entry<LocalDate, KnownOutcome> before = all.lowerEntry(outcome.date());
            LocalDate next = all.higherKey(outcome.date());
            Set<String> found = kinds.computeIfAbsent(outcome.name(), name -> all.values().stream()
                    .map(one -> one.currency() == null ? "counts" : one.currency().getCurrencyCode())
                    .collect(Collectors.toCollection(TreeSet::new)));
            if (found.size() > 1) {
                mixed.add(Violation.atLine(outcome.line(), outcome.name(), "would mix " + String.join(" and ", found)
                        + " in one series; give one of another kind another name"));
            }
            if ((before != null && before.getKey().plusDays(before.getValue().periodDays()).isAfter(outcome.date()))
                    || (next != null && outcome.date().plusDays(outcome.periodDays()).isAfter(next))) {
                periods.add(Violation.atLine(outcome.line(), outcome.name(), "overlaps another period of its series"));
            }
        }
        if (!mixed.isEmpty()) {
            throw Refusal.rules("mixed-series", "A series of outcomes has one kind and one currency", mixed);
        }
        if (!periods.isEmpty()) {
            throw Refusal.rules("overlapping-periods", "Periods of the same series must not overlap", periods);
        }
    }

    /** Those of {@code rates} that are new or different, written down. */
    List<FxRate> changeRates(TenantId tenant, List<RateInput> rates) {
        lock("rates", tenant);
        Map<RateKey, BigDecimal> known = knownRates(tenant);
        List<FxRate> changed = new ArrayList<>();
        for (RateInput rate : rates) {
            BigDecimal before = known.get(
                    new RateKey(rate.from().getCurrencyCode(), rate.to().getCurrencyCode(), rate.date()));
            if (before == null || before.compareTo(rate.rate()) != 0) {
                changed.add(new FxRate(rate.from(), rate.to(), rate.date(), before, rate.rate(), rate.source()));
            }
        }
        putRates(tenant, changed);
        return changed;
    }

    private void lock(String series, TenantId tenant) {
        jdbc.sql("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(?, 1))").param(series + " " + tenant)
                .query(Integer.class).single();
    }

    private Map<OutcomeKey, KnownOutcome> knownOutcomes(TenantId tenant, List<ImportedOutcome> outcomes) {
        Map<OutcomeKey, KnownOutcome> known = new HashMap<>();
        jdbc.sql("""
                SELECT name, day, period_days, currency, value FROM command_side.known_outcome
                 WHERE tenant_id = ? AND name = ANY (?)
                """)
                .params(tenant.value(), outcomes.stream().map(ImportedOutcome::name).distinct().toArray(String[]::new))
                .query(row -> {
                    String currency = row.getString("currency");
                    known.put(new OutcomeKey(row.getString("name"), row.getObject("day", LocalDate.class)),
                            new KnownOutcome(row.getInt("period_days"),
                                    currency == null ? null : Currency.getInstance(currency),
                                    row.getBigDecimal("value")));
                });
        return known;
    }

    private Map<RateKey, BigDecimal> knownRates(TenantId tenant) {
        Map<RateKey, BigDecimal> known = new HashMap<>();
        jdbc.sql("SELECT from_currency, to_currency, day, rate FROM command_side.known_rate WHERE tenant_id = ?")
                .param(tenant.value())
                .query(row -> {
                    known.put(new RateKey(row.getString("from_currency"), row.getString("to_currency"),
                            row.getObject("day", LocalDate.class)), row.getBigDecimal("rate"));
                });
        return known;
    }

    private void putOutcomes(TenantId tenant, List<Outcome> outcomes) {
        jdbc.sql("""
                INSERT INTO command_side.known_outcome
                SELECT ?, * FROM unnest(?::text[], ?::date[], ?::smallint[], ?::text[], ?::numeric[])
                    ON CONFLICT (tenant_id, name, day) DO UPDATE
                   SET period_days = excluded.period_days, currency = excluded.currency, value = excluded.value
                """)
                .params(tenant.value(), outcomes.stream().map(Outcome::name).toArray(String[]::new),
                        outcomes.stream().map(outcome -> outcome.date().toString()).toArray(String[]::new),
                        outcomes.stream().map(Outcome::periodDays).toArray(Integer[]::new),
                        outcomes.stream().map(outcome -> code(outcome.currency())).toArray(String[]::new),
                        outcomes.stream().map(Outcome::value).toArray(BigDecimal[]::new))
                .update();
    }

    private void putRates(TenantId tenant, List<FxRate> rates) {
        jdbc.sql("""
                INSERT INTO command_side.known_rate
                SELECT ?, * FROM unnest(?::text[], ?::text[], ?::date[], ?::numeric[], ?::text[])
                    ON CONFLICT (tenant_id, from_currency, to_currency, day) DO UPDATE
                   SET rate = excluded.rate, source = excluded.source
                """)
                .params(tenant.value(),
                        rates.stream().map(rate -> rate.from().getCurrencyCode()).toArray(String[]::new),
                        rates.stream().map(rate -> rate.to().getCurrencyCode()).toArray(String[]::new),
                        rates.stream().map(rate -> rate.date().toString()).toArray(String[]::new),
                        rates.stream().map(FxRate::rate).toArray(BigDecimal[]::new),
                        rates.stream().map(FxRate::source).toArray(String[]::new))
                .update();
    }

    private static @Nullable String code(@Nullable Currency currency) {
        return currency == null ? null : currency.getCurrencyCode();
    }
}
