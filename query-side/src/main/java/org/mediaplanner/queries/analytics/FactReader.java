package org.mediaplanner.queries.analytics;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.events.tenant.TenantSettings;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Selection;
import org.mediaplanner.queries.analytics.ExchangeRates.DatedRate;
import org.mediaplanner.queries.performance.Measures;
import org.mediaplanner.queries.reading.Rows;
import org.mediaplanner.queries.reading.Sql;
import org.mediaplanner.queries.reading.TenantReader;
import org.mediaplanner.queries.tenant.TenantDefaults;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads sums of facts and puts them into one currency. */
@Component
class FactReader {

    private final TenantReader reader;
    private final TenantDefaults defaults;

    FactReader(TenantReader reader, TenantDefaults defaults) {
        this.reader = reader;
        this.defaults = defaults;
    }

    /**
     * What a question about a selection is answered in.
     *
     * @param converting whether facts are in another currency than the answer, so that sums are needed by day
     */
    record Frame(Currency currency, boolean converting, ExchangeRates rates, Freshness freshness,
            TenantSettings settings) {}

    private record Found(Currency currency, LocalDate through, boolean within) {}

    private record Sum(String bucket, Currency currency, @Nullable LocalDate day, Measures measures) {}

    /** The currency, rates and freshness of {@code selection}, and of the days before it. */
    Mono<Frame> frame(TenantId tenant, Selection selection, Instant now) {
        return Mono.zip(reader.all(tenant, FactSql.currencies(tenant, selection), FactReader::found).collectList(),
                defaults.of(tenant), rates(tenant)).map(found -> {
                    List<Found> facts = found.getT1();
                    LocalDate through = facts.stream().map(Found::through).max(LocalDate::compareTo).orElse(null);
                    Currency currency = currency(selection, facts, found.getT2().currency());
                    boolean converting = facts.stream().anyMatch(one -> !one.currency().equals(currency));
                    return new Frame(currency, converting, new ExchangeRates(found.getT3()),
                            Freshness.of(through, LocalDate.ofInstant(now, found.getT2().timeZone()), found.getT2()
                                    .restatementDays()),
                            found.getT2());
                });
    }

    /** The sums that {@code sql} finds, by bucket in order, in the currency of {@code frame}. */
    Mono<Map<String, Measures>> sums(TenantId tenant, Sql sql, Frame frame) {
        return reader.all(tenant, sql, FactReader::sum).collect(LinkedHashMap<String, Measures>::new,
                (sums, sum) -> sums.merge(sum.bucket(), converted(sum, frame), Measures::plus)).map(sums -> sums);
    }

    /** The one sum that {@code sql} finds. */
    Mono<Measures> sum(TenantId tenant, Sql sql, Frame frame) {
        return sums(tenant, sql, frame).map(sums -> sums.values().stream().reduce(Measures.NONE, Measures::plus));
    }

    /** Every rate that the tenant has recorded. */
    Mono<List<DatedRate>> rates(TenantId tenant) {
        return reader.all(tenant, Sql.of("""
                SELECT from_currency, to_currency, day, rate FROM query_side.fx_rate WHERE tenant_id = :tenant
                """).bind("tenant", tenant.value()),
                row -> new DatedRate(Currency.getInstance(Rows.text(row, "from_currency")),
                        Currency.getInstance(Rows.text(row, "to_currency")), Rows.day(row, "day"),
                        Objects.requireNonNull(row.get("rate", BigDecimal.class))))
                .collectList();
    }

    /** What was asked for, else the one currency of the facts, else the tenant's. */
    private static Currency currency(Selection selection, List<Found> facts, Currency tenants) {
        if (selection.currency() != null) {
            return selection.currency();
        }
        List<Currency> within = facts.stream().filter(Found::within).map(Found::currency).distinct().toList();
        List<Currency> any = within.isEmpty() ? facts.stream().map(Found::currency).distinct().toList() : within;
        return any.size() == 1 ? any.getFirst() : tenants;
    }

    private static Measures converted(Sum sum, Frame frame) {
        return sum.day() == null
                ? sum.measures()
                : frame.rates().convert(sum.measures(), sum.currency(), frame.currency(), sum.day());
    }

    private static Found found(Readable row) {
        return new Found(Currency.getInstance(Rows.text(row, "currency")), Rows.day(row, "through"),
                Boolean.TRUE.equals(row.get("within", Boolean.class)));
    }

    private static Sum sum(Readable row) {
        return new Sum(Rows.text(row, "bucket"), Currency.getInstance(Rows.text(row, "currency")),
                row.get("day", LocalDate.class), Rows.measures(row));
    }
}
