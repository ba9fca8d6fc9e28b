package org.mediaplanner.commands.performance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.mediaplanner.commands.campaign.CampaignRegister.Entry;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.performance.FactValues;
import org.mediaplanner.events.performance.PerformanceEvent.Fact;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The newest value of each fact, in a table of the command side. Who reads it to write it holds the locks of the
 * campaigns concerned ({@link org.mediaplanner.commands.campaign.CampaignRegister#lock}).
 */
@Component
class KnownFacts {

    /** Read and written at once: what a statement holds, both sides hold several times over. */
    private static final int ROWS = 10_000;

    private final JdbcClient jdbc;

    KnownFacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is known of {@code campaigns} around {@code facts}: every period that could touch one of theirs. */
    Map<CampaignId, NavigableMap<LocalDate, FactValues>> around(TenantId tenant, Map<CampaignId, Entry> campaigns,
            Collection<Fact> facts) {
        Map<CampaignId, NavigableMap<LocalDate, FactValues>> known = new HashMap<>();
        if (facts.isEmpty()) {
            return known;
        }
        LocalDate first = facts.stream().map(Fact::date).min(LocalDate::compareTo).orElseThrow();
        LocalDate last = facts.stream().map(fact -> fact.date().plusDays(fact.values().periodDays()))
                .max(LocalDate::compareTo).orElseThrow();
        jdbc.sql("""
                SELECT campaign_id, day, period_days, impressions, clicks, cost_micros, conversion_millionths,
                       conversion_value_micros
                  FROM command_side.known_fact
                 WHERE tenant_id = ? AND campaign_id = ANY (?) AND day BETWEEN ? AND ?
                """)
                .params(tenant.value(), campaigns.keySet().stream().map(CampaignId::value).toArray(String[]::new),
                        first.minusDays(FactRules.PERIOD_DAYS), last)
                .withFetchSize(ROWS)
                .query(row -> {
                    CampaignId id = CampaignId.of(row.getString("campaign_id"));
                    Entry campaign = campaigns.get(id);
                    if (campaign != null) {
                        String currency = campaign.currency().getCurrencyCode();
                        known.computeIfAbsent(id, key -> new TreeMap<>()).put(row.getObject("day", LocalDate.class),
                                new FactValues(row.getInt("period_days"), row.getLong("impressions"),
                                        row.getLong("clicks"), Money.ofMicros(row.getLong("cost_micros"), currency),
                                        BigDecimal.valueOf(row.getLong("conversion_millionths"),
                                                FactValues.CONVERSION_DIGITS),
                                        Money.ofMicros(row.getLong("conversion_value_micros"), currency)));
                    }
                });
        return known;
    }

    /** From now on, these are what is known. */
    void put(TenantId tenant, List<Fact> facts) {
        Chunks.of(facts, ROWS).forEach(chunk -> write(tenant, chunk));
    }

    private void write(TenantId tenant, List<Fact> facts) {
        jdbc.sql("""
                INSERT INTO command_side.known_fact
                SELECT ?, * FROM unnest(?::text[], ?::date[], ?::smallint[], ?::bigint[], ?::bigint[], ?::bigint[],
                                        ?::bigint[], ?::bigint[])
                    ON CONFLICT (tenant_id, campaign_id, day) DO UPDATE
                   SET period_days = excluded.period_days, impressions = excluded.impressions,
                       clicks = excluded.clicks, cost_micros = excluded.cost_micros,
                       conversion_millionths = excluded.conversion_millionths,
                       conversion_value_micros = excluded.conversion_value_micros
                """)
                .params(tenant.value(), texts(facts, fact -> fact.campaignId().value()),
                        texts(facts, fact -> fact.date().toString()),
                        longs(facts, fact -> fact.values().periodDays()),
                        longs(facts, fact -> fact.values().impressions()),
                        longs(facts, fact -> fact.values().clicks()),
                        longs(facts, fact -> fact.values().cost().micros()),
                        longs(facts, fact -> fact.values().conversions()
                                .movePointRight(FactValues.CONVERSION_DIGITS).longValueExact()),
                        longs(facts, fact -> fact.values().conversionValue().micros()))
                .update();
    }

    private static String[] texts(List<Fact> facts, Function<Fact, String> column) {
        return facts.stream().map(column).toArray(String[]::new);
    }

    private static Long[] longs(List<Fact> facts, ToLongFunction<Fact> column) {
        return facts.stream().map(column::applyAsLong).toArray(Long[]::new);
    }
}
