package org.mediaplanner.queries.export;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.events.workflow.WorkflowInput.Export;
import org.mediaplanner.events.workflow.WorkflowInput.Filters;
import org.mediaplanner.eventstore.EventShapes.OfTenant;
import org.mediaplanner.queries.analytics.Metrics;
import org.mediaplanner.queries.campaign.CampaignSql;
import org.mediaplanner.queries.export.ExportTable.Column;
import org.mediaplanner.queries.export.ExportTable.Kind;
import org.mediaplanner.queries.export.ExportTable.Row;
import org.mediaplanner.queries.reading.Rows;
import org.mediaplanner.queries.reading.Sql;
import org.mediaplanner.queries.reading.TenantReader;
import org.mediaplanner.queries.reading.TenantShapes;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What can be exported, as the read models hold it. */
@Component
public class Exports {

    private static final List<Column> PERFORMANCE = List.of(Column.of("date", Kind.DATE), Column.text("campaignId"),
            Column.text("campaign"),
            Column.text("client"), Column.text("channel"), Column.text("platform"), Column.text("currency"),
            Column.sum("impressions", Kind.COUNT),
            Column.sum("clicks", Kind.COUNT), Column.sum("cost", Kind.AMOUNT), Column.sum("conversions", Kind.DECIMAL),
            Column.sum("conversionValue", Kind.AMOUNT), Column.text("source"), Column.of("provisional", Kind.FLAG));
    private static final List<Column> CAMPAIGNS = List.of(Column.text("campaignId"), Column.text("campaign"),
            Column.text("client"),
            Column.text("status"), Column.text("channel"), Column.text("platform"), Column.text("objective"),
            Column.of("startDate", Kind.DATE),
            Column.of("endDate", Kind.DATE), Column.text("timeZone"), Column.text("tags"), Column.text("currency"),
            Column.sum("spend", Kind.AMOUNT),
            Column.sum("impressions", Kind.COUNT), Column.sum("clicks", Kind.COUNT),
            Column.sum("conversions", Kind.DECIMAL),
            Column.sum("conversionValue", Kind.AMOUNT), Column.of("createdAt", Kind.INSTANT),
            Column.of("updatedAt", Kind.INSTANT));
    private static final List<Column> BUDGETS = List.of(Column.text("position"), Column.of("at", Kind.INSTANT),
            Column.text("budgetId"),
            Column.text("budget"), Column.text("client"), Column.text("kind"), Column.text("campaignId"),
            Column.text("campaign"), Column.text("currency"),
            Column.sum("delta", Kind.AMOUNT), Column.text("reason"), Column.text("actorId"));
    private static final List<Column> AUDIT = List.of(Column.of("position", Kind.COUNT),
            Column.of("recordedAt", Kind.INSTANT),
            Column.of("occurredAt", Kind.INSTANT), Column.text("actorType"), Column.text("actorId"),
            Column.text("type"), Column.text("subject"),
            Column.of("version", Kind.COUNT), Column.text("requestId"), Column.text("causationId"),
            Column.text("data"));

    private final TenantReader reader;
    private final TenantShapes shapes;

    Exports(TenantReader reader, TenantShapes shapes) {
        this.reader = reader;
        this.shapes = shapes;
    }

    /** The rows that {@code export} asks for, as they are when they are read. */
    public ExportTable table(TenantId tenant, Export export, Instant now) {
        return switch (export.what()) {
            case PERFORMANCE -> performance(tenant, export, now);
            case CAMPAIGNS -> campaigns(tenant, export, now);
            case BUDGETS -> budgets(tenant, export);
            case AUDIT -> audit(tenant, export);
        };
    }

    private ExportTable performance(TenantId tenant, Export export, Instant now) {
        Sql rows = filtered(tenant, export.filters(), """
                p.day, p.campaign_id, c.name AS campaign, coalesce(k.name, '') AS client, c.channel, c.platform,
                c.currency, p.impressions, p.clicks, p.cost_micros, p.conversion_millionths,
                p.conversion_value_micros, p.source, p.day > :today::date - coalesce(
                    (SELECT (t.state -> 'settings' ->> 'restatementDays')::integer FROM query_side.tenant t
                      WHERE t.tenant_id = :tenant), 0) AS provisional
                  FROM query_side.performance_day p JOIN query_side.campaign c USING (tenant_id, campaign_id)
                  LEFT JOIN query_side.client k ON k.tenant_id = c.tenant_id AND k.client_id = c.client_id
                 WHERE p.tenant_id = :tenant
                """).bind("today", LocalDate.ofInstant(now, ZoneOffset.UTC))
                .and("p.day >= :from", "from", export.from())
                .and("p.day <= :until", "until", export.until());
        return table(tenant, PERFORMANCE, rows, "client, campaign, p.campaign_id, p.day", row -> {
            String currency = Rows.text(row, "currency");
            return new Row(Rows.text(row, "client"), currency, list(Rows.day(row, "day"), Rows.text(row, "campaign_id"),
                    Rows.text(row, "campaign"), Rows.text(row, "client"), Rows.text(row, "channel"),
                    Rows.text(row, "platform"), currency, Rows.number(row, "impressions"), Rows.number(row, "clicks"),
                    amount(row, "cost_micros", currency), conversions(row), amount(row, "conversion_value_micros",
                            currency),
                    Rows.text(row, "source"), Boolean.TRUE.equals(row.get("provisional", Boolean.class))));
        });
    }

    private ExportTable campaigns(TenantId tenant, Export export, Instant now) {
        Sql rows = filtered(tenant, export.filters(),
                "c.campaign_id, c.name AS campaign, coalesce(k.name, '') AS client, "
                        + CampaignSql.STATUS
                        + """
                                 AS status, c.channel, c.platform, c.objective, c.start_date, c.end_date, c.time_zone,
                                array_to_string(c.tags, '; ') AS tags, c.currency, coalesce(t.cost_micros, 0) AS cost_micros,
                                coalesce(t.impressions, 0) AS impressions, coalesce(t.clicks, 0) AS clicks,
                                coalesce(t.conversion_millionths, 0) AS conversion_millionths,
                                coalesce(t.conversion_value_micros, 0) AS conversion_value_micros, c.created_at, c.updated_at
                                  FROM query_side.campaign c LEFT JOIN query_side.campaign_total t USING (tenant_id, campaign_id)
                                  LEFT JOIN query_side.client k ON k.tenant_id = c.tenant_id AND k.client_id = c.client_id
                                 WHERE c.tenant_id = :tenant
                                """)
                .bind("now", now.atOffset(ZoneOffset.UTC)).and("c.end_date >= :from", "from", export.from())
                .and("c.start_date <= :until", "until", export.until());
        return table(tenant, CAMPAIGNS, rows, "client, campaign, c.campaign_id", row -> {
            String currency = Rows.text(row, "currency");
            return new Row(Rows.text(row, "client"), currency, list(Rows.text(row, "campaign_id"), Rows.text(row,
                    "campaign"), Rows.text(row, "client"), Rows.text(row, "status"), Rows.text(row, "channel"),
                    Rows.text(row, "platform"), Rows.text(row, "objective"), Rows.day(row, "start_date"),
                    Rows.day(row, "end_date"), Rows.text(row, "time_zone"), Rows.text(row, "tags"), currency,
                    amount(row, "cost_micros", currency), Rows.number(row, "impressions"), Rows.number(row, "clicks"),
                    conversions(row), amount(row, "conversion_value_micros", currency), Rows.instant(row, "created_at"),
                    Rows.instant(row, "updated_at")));
        });
    }

    /** Every movement, a row for each campaign that it concerned. */
    private ExportTable budgets(TenantId tenant, Export export) {
        Sql rows = filtered(tenant, export.filters(), """
                l.position, e.at, e.budget_id, b.name AS budget, coalesce(k.name, '') AS client, e.kind,
                m.value ->> 'campaignId' AS campaign_id, c.name AS campaign, m.value #>> '{delta,currency}' AS currency,
                (m.value #>> '{delta,micros}')::bigint AS micros, e.reason, e.actor_id
                  FROM query_side.budget_entry e JOIN query_side.budget b USING (tenant_id, budget_id)
                  JOIN event_store.tenant_log l USING (tenant_id, global_index)
                  CROSS JOIN LATERAL json_array_elements(e.moves) AS m (value)
                  LEFT JOIN query_side.campaign c ON c.tenant_id = e.tenant_id
                       AND c.campaign_id = m.value ->> 'campaignId'
                  LEFT JOIN query_side.client k ON k.tenant_id = b.tenant_id AND k.client_id = b.client_id
                 WHERE e.tenant_id = :tenant
                """).and("e.at >= :from", "from", start(export.from())).and("e.at < :until", "until", end(export));
        return table(tenant, BUDGETS, rows, "client, budget, e.budget_id, l.position", row -> {
            String currency = Rows.text(row, "currency");
            return new Row(Rows.text(row, "client"), currency, list(String.valueOf(Rows.number(row, "position")),
                    Rows.instant(row, "at"), Rows.text(row, "budget_id"), Rows.text(row, "budget"), Rows.text(row,
                            "client"),
                    Rows.text(row, "kind"), Rows.textOrNull(row, "campaign_id"), Rows.textOrNull(row, "campaign"),
                    currency, amount(row, "micros", currency), Rows.textOrNull(row, "reason"), Rows.text(row,
                            "actor_id")));
        });
    }

    private ExportTable audit(TenantId tenant, Export export) {
        Sql rows = Sql
                .of("""
                        SELECT l.position, e.recorded_at, e.occurred_at, e.metadata ->> 'actorType' AS actor_type,
                               e.metadata ->> 'actorId' AS actor_id, e.payload_type AS type, e.aggregate_id, e.sequence_number + 1 AS version,
                               e.metadata ->> 'requestId' AS request_id, e.metadata ->> 'causationId' AS causation_id,
                               e.payload::text AS data
                          FROM event_store.domain_event e JOIN event_store.tenant_log l USING (tenant_id, global_index)
                         WHERE e.tenant_id = :tenant
                        """)
                .bind("tenant", tenant.value()).and("e.recorded_at >= :from", "from", start(export.from()))
                .and("e.recorded_at < :until", "until", end(export))
                .andAny("e.aggregate_id", "campaigns", export.filters().campaigns());
        String order = "l.position";
        return new ExportTable(AUDIT, counted(tenant, rows), shapes.of(tenant)
                .flatMapMany(words -> found(tenant, rows, order, row -> audited(row, words))));
    }

    private static Row audited(Readable row, OfTenant words) {
        String type = Rows.text(row, "type");
        String aggregateId = Rows.text(row, "aggregate_id");
        long version = Rows.number(row, "version");
        return new Row("", null, list(Rows.number(row, "position"), Rows.instant(row, "recorded_at"),
                Rows.instant(row, "occurred_at"), Rows.textOrNull(row, "actor_type"), Rows.textOrNull(row, "actor_id"),
                type, aggregateId, version, Rows.textOrNull(row, "request_id"), Rows.textOrNull(row, "causation_id"),
                words.words(aggregateId, version, type, Rows.text(row, "data"))));
    }

    private static Sql filtered(TenantId tenant, Filters filters, String select) {
        return Sql.of("SELECT " + select).bind("tenant", tenant.value())
                .andAny("c.campaign_id", "campaigns", filters.campaigns()).andAny("c.channel", "channels", filters
                        .channels())
                .andAny("c.platform", "platforms", filters.platforms())
                .andAny("k.client_id", "clients", filters.clients()).andOverlaps("c.tags", "tags", filters.tags());
    }

    private ExportTable table(TenantId tenant, List<Column> columns, Sql rows, String order,
            Function<Readable, Row> read) {
        return new ExportTable(columns, counted(tenant, rows), found(tenant, rows, order, read));
    }

    private Mono<Long> counted(TenantId tenant, Sql rows) {
        return reader.one(tenant, rows.wrapped("SELECT count(*) AS total FROM (", ") AS counted"),
                row -> Rows.number(row, "total"));
    }

    private Flux<Row> found(TenantId tenant, Sql rows, String order, Function<Readable, Row> read) {
        return reader.stream(tenant, rows.wrapped("", " ORDER BY " + order), read);
    }

    private static BigDecimal amount(Readable row, String column, String currency) {
        return new BigDecimal(Money.ofMicros(Rows.number(row, column), currency).toPlainString());
    }

    private static BigDecimal conversions(Readable row) {
        return Metrics.conversions(Rows.number(row, "conversion_millionths"));
    }

    private static @Nullable OffsetDateTime start(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime end(Export export) {
        LocalDate until = export.until();
        return until == null ? null : start(until.plusDays(1));
    }

    private static List<@Nullable Object> list(@Nullable Object... values) {
        return new ArrayList<>(Arrays.asList(values));
    }
}
