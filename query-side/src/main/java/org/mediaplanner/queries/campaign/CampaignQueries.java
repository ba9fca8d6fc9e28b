package org.mediaplanner.queries.campaign;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.ActorType;
import org.mediaplanner.events.FieldChange;
import org.mediaplanner.events.campaign.Campaign;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.events.tenant.TenantSettings;
import org.mediaplanner.events.tenant.TenantSettings.PacingBands;
import org.mediaplanner.queries.analytics.Freshness;
import org.mediaplanner.queries.analytics.Metrics;
import org.mediaplanner.queries.campaign.CampaignQuery.CampaignFilter;
import org.mediaplanner.queries.campaign.CampaignQuery.CampaignItem;
import org.mediaplanner.queries.campaign.CampaignQuery.Figures;
import org.mediaplanner.queries.campaign.CampaignQuery.FindCampaign;
import org.mediaplanner.queries.campaign.CampaignQuery.FindCampaignHistory;
import org.mediaplanner.queries.campaign.CampaignQuery.FindCampaignPacing;
import org.mediaplanner.queries.campaign.CampaignQuery.ListCampaigns;
import org.mediaplanner.queries.campaign.CampaignQuery.PacingAnswer;
import org.mediaplanner.queries.campaign.CampaignQuery.Window;
import org.mediaplanner.queries.history.Actor;
import org.mediaplanner.queries.history.HistoryItem;
import org.mediaplanner.queries.pacing.PacingReport;
import org.mediaplanner.queries.performance.DailySpend;
import org.mediaplanner.queries.performance.DailySpend.Spend;
import org.mediaplanner.queries.performance.Measures;
import org.mediaplanner.queries.projection.Stamped;
import org.mediaplanner.queries.projection.ViewJson;
import org.mediaplanner.queries.reading.Keyset;
import org.mediaplanner.queries.reading.Page;
import org.mediaplanner.queries.reading.QueryHandler;
import org.mediaplanner.queries.reading.QueryHandlers;
import org.mediaplanner.queries.reading.Rows;
import org.mediaplanner.queries.reading.Sql;
import org.mediaplanner.queries.reading.TenantReader;
import org.mediaplanner.queries.tenant.TenantDefaults;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Answers what is asked about campaigns. */
@Component
final class CampaignQueries implements QueryHandlers {

    private static final String SELECTED = """
            state::text AS state, version, created_at, created_by, updated_at FROM query_side.campaign
            """;
    private static final String HISTORY = """
            position, at, actor_type, actor_id, type, version, changes::text AS changes, reason, request_id, causation_id
              FROM query_side.change_log
              JOIN event_store.tenant_log log USING (tenant_id, global_index)
            """;

    private final TenantReader reader;
    private final DailySpend spend;
    private final TenantDefaults defaults;

    CampaignQueries(TenantReader reader, DailySpend spend, TenantDefaults defaults) {
        this.reader = reader;
        this.spend = spend;
        this.defaults = defaults;
    }

    @Override
    public List<QueryHandler<?, ?>> handlers() {
        return List.of(
                QueryHandler.of(FindCampaign.class, Set.of(CampaignProjection.NAME),
                        (tenant, query) -> find(tenant, query.id())),
                QueryHandler.of(ListCampaigns.class,
                        Set.of(CampaignProjection.NAME, DailySpend.READS, TenantDefaults.READS, "campaign-total"),
                        this::list),
                QueryHandler.of(FindCampaignHistory.class, Set.of(CampaignProjection.NAME, "change-log", "tenant-log"),
                        this::history),
                QueryHandler.of(FindCampaignPacing.class,
                        Set.of(CampaignProjection.NAME, DailySpend.READS, TenantDefaults.READS), this::pacing));
    }

    private Mono<Stamped<Campaign>> find(TenantId tenant, CampaignId id) {
        return reader.one(tenant, Sql.of("SELECT " + SELECTED + "WHERE tenant_id = :tenant AND campaign_id = :id")
                .bind("tenant", tenant.value()).bind("id", id.value()), CampaignQueries::campaign);
    }

    private Mono<Page<CampaignItem>> list(TenantId tenant, ListCampaigns query) {
        Keyset keyset = switch (query.sort()) {
            case NAME -> new Keyset("name", "text", "campaign_id", query.descending());
            case START_DATE -> new Keyset("start_date", "date", "campaign_id", query.descending());
            case END_DATE -> new Keyset("end_date", "date", "campaign_id", query.descending());
            case CREATED_AT -> new Keyset("created_at", "timestamptz", "campaign_id", query.descending());
            case UPDATED_AT -> new Keyset("updated_at", "timestamptz", "campaign_id", query.descending());
        };
        Mono<Page<Stamped<Campaign>>> page = keyset.page(reader, tenant, SELECTED,
                filtered(tenant, query.filter(), query.now()), query.page(), CampaignQueries::campaign);
        Window window = query.figures();
        return window == null
                ? page.map(plain -> plain.map(campaign -> new CampaignItem(campaign, null)))
                : page.flatMap(plain -> withFigures(tenant, plain, window, query.now()));
    }

    private static Sql filtered(TenantId tenant, CampaignFilter filter, Instant now) {
        Sql filtered = Sql.of("WHERE tenant_id = :tenant").bind("tenant", tenant.value())
                .andContains("name", filter.words()).andAny("channel", "channels", filter.channels())
                .andAny("platform", "platforms", filter.platforms())
                .andAny("objective", "objectives", filter.objectives()).andAny("client_id", "clients", filter.clients())
                .andAny("budget_id", "budgets", filter.budgets()).andOverlaps("tags", "tags", filter.tags());
        if (filter.statuses().isEmpty()) {
            return filtered.append("AND phase <> 'ARCHIVED'");
        }
        return filtered.andAny(CampaignSql.STATUS, "statuses", filter.statuses()).bind("now",
                now.atOffset(ZoneOffset.UTC));
    }

    private Mono<Page<CampaignItem>> withFigures(TenantId tenant, Page<Stamped<Campaign>> page, Window window,
            Instant now) {
        List<String> ids = page.items().stream().map(campaign -> campaign.state().id().value()).toList();
        Mono<Map<CampaignId, Measures>> measured = measures(tenant, ids, window);
        Mono<Map<CampaignId, Measures>> totals = totals(tenant, ids);
        return Mono.zip(measured, totals, spend.of(tenant, page.items().stream().map(Stamped::state).toList()),
                defaults.of(tenant))
                .map(found -> page.map(campaign -> new CampaignItem(campaign, figures(campaign.state(),
                        found.getT1().getOrDefault(campaign.state().id(), Measures.NONE),
                        found.getT2().getOrDefault(campaign.state().id(), Measures.NONE),
                        found.getT3().getOrDefault(campaign.state().id(), Spend.NONE), now, found.getT4()
                                .pacing()))));
    }

    private static Figures figures(Campaign campaign, Measures window, Measures total, Spend spend, Instant now,
            PacingBands bands) {
        PacingReport report = spend.report(campaign, now, bands);
        return new Figures(Metrics.of(window, campaign.currency()), new Money(total.costMicros(), campaign.currency()),
                report.pace(), report.status());
    }

    private Mono<Map<CampaignId, Measures>> measures(TenantId tenant, List<String> ids, Window window) {
        return byCampaign(tenant, Sql.of("""
                SELECT campaign_id, sum(impressions)::bigint AS impressions, sum(clicks)::bigint AS clicks,
                       sum(cost_micros)::bigint AS cost_micros,
                       sum(conversion_millionths)::bigint AS conversion_millionths,
                       sum(conversion_value_micros)::bigint AS conversion_value_micros
                  FROM query_side.performance_day
                 WHERE tenant_id = :tenant AND campaign_id = ANY (:ids) AND day BETWEEN :from AND :to
                 GROUP BY campaign_id
                """).bind("from", window.from()).bind("to", window.to()), ids);
    }

    private Mono<Map<CampaignId, Measures>> totals(TenantId tenant, List<String> ids) {
        return byCampaign(tenant, Sql.of("""
                SELECT campaign_id, impressions, clicks, cost_micros, conversion_millionths, conversion_value_micros
                  FROM query_side.campaign_total WHERE tenant_id = :tenant AND campaign_id = ANY (:ids)
                """), ids);
    }

    private Mono<Map<CampaignId, Measures>> byCampaign(TenantId tenant, Sql sql, List<String> ids) {
        return reader.all(tenant, sql.bind("tenant", tenant.value()).bind("ids", ids.toArray(String[]::new)),
                row -> Map.entry(CampaignId.of(Rows.text(row, "campaign_id")), Rows.measures(row)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<Page<HistoryItem>> history(TenantId tenant, FindCampaignHistory query) {
        Sql filtered = Sql.of("WHERE tenant_id = :tenant AND aggregate_id = :id").bind("tenant", tenant.value())
                .bind("id", query.id().value());
        return find(tenant, query.id()).flatMap(campaign -> new Keyset("position", "bigint", "aggregate_id", true)
                .page(reader, tenant, HISTORY, filtered, query.page(), CampaignQueries::item));
    }

    private Mono<PacingAnswer> pacing(TenantId tenant, FindCampaignPacing query) {
        return find(tenant, query.id()).map(Stamped::state)
                .flatMap(campaign -> Mono.zip(spend.of(tenant, List.of(campaign)), defaults.of(tenant)).map(found -> {
                    Spend days = found.getT1().getOrDefault(campaign.id(), Spend.NONE);
                    TenantSettings settings = found.getT2();
                    return new PacingAnswer(campaign.id(), days.report(campaign, query.now(), settings.pacing()),
                            Freshness.of(days.through(), LocalDate.ofInstant(query.now(), campaign.timeZone()),
                                    settings.restatementDays()));
                }));
    }

    private static Stamped<Campaign> campaign(Readable row) {
        return Rows.stamped(row, Campaign.class);
    }

    private static HistoryItem item(Readable row) {
        @Nullable
        String reason = Rows.textOrNull(row, "reason");
        return new HistoryItem(Rows.number(row, "position"), Rows.instant(row, "at"),
                new Actor(ActorType.valueOf(Rows.text(row, "actor_type")), Rows.text(row, "actor_id")),
                Rows.text(row, "type"), Rows.number(row, "version"),
                List.of(ViewJson.read(Rows.text(row, "changes"), FieldChange[].class)), reason,
                Rows.text(row, "request_id"), Rows.textOrNull(row, "causation_id"));
    }
}
