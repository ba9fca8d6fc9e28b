package org.mediaplanner.queries.analytics;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.campaign.CampaignStatus;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.queries.analytics.AnalyticsQuery.AskBreakdown;
import org.mediaplanner.queries.analytics.AnalyticsQuery.AskCampaignAnalytics;
import org.mediaplanner.queries.analytics.AnalyticsQuery.AskFxRates;
import org.mediaplanner.queries.analytics.AnalyticsQuery.AskOutcomes;
import org.mediaplanner.queries.analytics.AnalyticsQuery.AskOverview;
import org.mediaplanner.queries.analytics.AnalyticsQuery.AskTimeseries;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Breakdown;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Bucket;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Dimension;
import org.mediaplanner.queries.analytics.AnalyticsQuery.OutcomeValue;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Overview;
import org.mediaplanner.queries.analytics.AnalyticsQuery.RecordedRate;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Selection;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Slice;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Timeseries;
import org.mediaplanner.queries.analytics.FactReader.Frame;
import org.mediaplanner.queries.campaign.CampaignSql;
import org.mediaplanner.queries.performance.Measures;
import org.mediaplanner.queries.reading.QueryHandler;
import org.mediaplanner.queries.reading.QueryHandlers;
import org.mediaplanner.queries.reading.Rows;
import org.mediaplanner.queries.reading.Sql;
import org.mediaplanner.queries.reading.TenantReader;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Answers what is asked about sums of what was measured. */
@Component
final class AnalyticsQueries implements QueryHandlers {

    /** What every sum is read from. */
    static final Set<String> READS = Set.of("campaign", "performance-day", "performance-month", "fx-rate", "tenant");

    private final TenantReader reader;
    private final FactReader facts;

    AnalyticsQueries(TenantReader reader, FactReader facts) {
        this.reader = reader;
        this.facts = facts;
    }

    @Override
    public List<QueryHandler<?, ?>> handlers() {
        return List.of(QueryHandler.of(AskOverview.class, READS, this::overview),
                QueryHandler.of(AskTimeseries.class, READS,
                        (tenant, query) -> timeseries(tenant, query.selection(), query.granularity(), query.now())),
                QueryHandler.of(AskBreakdown.class, Set.of("campaign", "client", "performance-day", "performance-month",
                        "fx-rate", "tenant"), this::breakdown),
                QueryHandler.of(AskCampaignAnalytics.class, READS, this::campaign),
                QueryHandler.of(AskOutcomes.class, Set.of("outcome"), this::outcomes),
                QueryHandler.of(AskFxRates.class, Set.of("fx-rate"), this::rates));
    }

    private Mono<Overview> overview(TenantId tenant, AskOverview query) {
        Selection selection = query.selection();
        return facts.frame(tenant, selection, query.now())
                .flatMap(frame -> Mono.zip(total(tenant, selection, frame), total(tenant, before(selection), frame),
                        counts(tenant, selection, query.now()))
                        .map(found -> new Overview(frame.currency(), Metrics.of(found.getT1(), frame.currency()),
                                Metrics.of(found.getT2(), frame.currency()), found.getT3(), frame.freshness(),
                                frame.rates().used())));
    }

    private Mono<Timeseries> timeseries(TenantId tenant, Selection selection, Granularity granularity, Instant now) {
        return facts.frame(tenant, selection, now)
                .flatMap(frame -> Mono.zip(
                        facts.sums(tenant,
                                FactSql.series(tenant, selection, granularity, frame.settings().weekStart(), frame
                                        .converting()),
                                frame),
                        total(tenant, before(selection), frame))
                        .map(found -> series(found.getT1(), found.getT2(), granularity, frame)));
    }

    private static Timeseries series(Map<String, Measures> buckets, Measures previous, Granularity granularity,
            Frame frame) {
        List<Bucket> items = buckets.entrySet().stream().map(bucket -> {
            LocalDate first = LocalDate.parse(bucket.getKey());
            return new Bucket(first, frame.freshness().isProvisional(granularity.last(first)),
                    Metrics.of(bucket.getValue(), frame.currency()));
        }).toList();
        Measures total = buckets.values().stream().reduce(Measures.NONE, Measures::plus);
        return new Timeseries(frame.currency(), items, Metrics.of(total, frame.currency()),
                Metrics.of(previous, frame.currency()), frame.freshness(), frame.rates().used());
    }

    private Mono<Breakdown> breakdown(TenantId tenant, AskBreakdown query) {
        Selection selection = query.selection();
        return facts.frame(tenant, selection, query.now())
                .flatMap(frame -> facts
                        .sums(tenant, FactSql.breakdown(tenant, selection, query.by(), frame.converting()), frame)
                        .flatMap(
                                sums -> Mono.zip(total(tenant, query, frame, sums.values()), labels(tenant, query.by()))
                                        .map(found -> new Breakdown(frame.currency(),
                                                slices(sums, found.getT2(), frame.currency()),
                                                Metrics.of(found.getT1(), frame.currency()), frame.freshness(),
                                                frame.rates().used()))));
    }

    private static List<Slice> slices(Map<String, Measures> sums, Map<String, String> labels, Currency currency) {
        return sums.entrySet().stream().map(slice -> new Slice(slice.getKey(),
                labels.getOrDefault(slice.getKey(), slice.getKey()), Metrics.of(slice.getValue(), currency))).toList();
    }

    /** What has two tags is in two slices, and what has none in none. */
    private Mono<Measures> total(TenantId tenant, AskBreakdown query, Frame frame, Collection<Measures> slices) {
        return query.by() == Dimension.TAG
                ? total(tenant, query.selection(), frame)
                : Mono.just(slices.stream().reduce(Measures.NONE, Measures::plus));
    }

    private Mono<Timeseries> campaign(TenantId tenant, AskCampaignAnalytics query) {
        Sql currency = Sql.of("""
                SELECT currency FROM query_side.campaign WHERE tenant_id = :tenant AND campaign_id = :id
                """).bind("tenant", tenant.value()).bind("id", query.id().value());
        return reader.one(tenant, currency, row -> Currency.getInstance(Rows.text(row, "currency")))
                .flatMap(own -> timeseries(tenant, selection(query.id(), query.from(), query.to(), own),
                        query.granularity(), query.now()));
    }

    private static Selection selection(CampaignId id, LocalDate from, LocalDate to, Currency currency) {
        return new Selection(List.of(id), List.of(), List.of(), List.of(), List.of(), from, to, currency);
    }

    private Mono<Measures> total(TenantId tenant, Selection selection, Frame frame) {
        return facts.sum(tenant, FactSql.totals(tenant, selection, frame.converting()), frame);
    }

    /** As many days just before. */
    private static Selection before(Selection selection) {
        long days = ChronoUnit.DAYS.between(selection.from(), selection.to()) + 1;
        return selection.over(selection.from().minusDays(days), selection.from().minusDays(1));
    }

    private Mono<Map<CampaignStatus, Long>> counts(TenantId tenant, Selection selection, Instant now) {
        Sql counted = FactSql.narrowed(Sql.of("SELECT " + CampaignSql.STATUS + " AS status, count(*) AS campaigns "
                + "FROM query_side.campaign c WHERE tenant_id = :tenant").bind("tenant", tenant.value())
                .bind("now", now.atOffset(ZoneOffset.UTC)), selection).append("GROUP BY 1");
        return reader.all(tenant, counted, row -> Map.entry(CampaignStatus.valueOf(Rows.text(row, "status")),
                Rows.number(row, "campaigns")))
                .collect(() -> new EnumMap<CampaignStatus, Long>(CampaignStatus.class),
                        (counts, count) -> counts.put(count.getKey(), count.getValue()))
                .map(counts -> counts);
    }

    /** What people call the values of a dimension, where they are ids. */
    private Mono<Map<String, String>> labels(TenantId tenant, Dimension by) {
        String named = switch (by) {
            case CAMPAIGN -> "SELECT campaign_id AS id, name FROM query_side.campaign WHERE tenant_id = :tenant";
            case CLIENT -> "SELECT client_id AS id, name FROM query_side.client WHERE tenant_id = :tenant";
            case CHANNEL, PLATFORM, MONTH, TAG -> "";
        };
        return named.isEmpty()
                ? Mono.just(Map.of())
                : reader.all(tenant, Sql.of(named).bind("tenant", tenant.value()),
                        row -> Map.entry(Rows.text(row, "id"), Rows.text(row, "name")))
                        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<List<OutcomeValue>> outcomes(TenantId tenant, AskOutcomes query) {
        Sql values = Sql.of("""
                SELECT name, day, period_days, currency, value FROM query_side.outcome
                 WHERE tenant_id = :tenant AND day BETWEEN :from AND :to
                """).bind("tenant", tenant.value()).bind("from", query.from()).bind("to", query.to())
                .and("name = :name", "name", query.name()).append("ORDER BY name, day");
        return reader.all(tenant, values, row -> {
            String currency = Rows.textOrNull(row, "currency");
            return new OutcomeValue(Rows.text(row, "name"), Rows.day(row, "day"),
                    Objects.requireNonNull(row.get("period_days", Integer.class)),
                    currency == null ? null : Currency.getInstance(currency),
                    Objects.requireNonNull(row.get("value", BigDecimal.class)));
        }).collectList();
    }

    private Mono<List<RecordedRate>> rates(TenantId tenant, AskFxRates query) {
        Sql recorded = Sql.of("""
                SELECT from_currency, to_currency, day, rate, source FROM query_side.fx_rate
                 WHERE tenant_id = :tenant AND day BETWEEN :from AND :to ORDER BY from_currency, to_currency, day
                """).bind("tenant", tenant.value()).bind("from", query.from()).bind("to", query.to());
        return reader.all(tenant, recorded,
                row -> new RecordedRate(Currency.getInstance(Rows.text(row, "from_currency")),
                        Currency.getInstance(Rows.text(row, "to_currency")), Rows.day(row, "day"),
                        Objects.requireNonNull(row.get("rate", BigDecimal.class)), Rows.text(row, "source")))
                .collectList();
    }
}
