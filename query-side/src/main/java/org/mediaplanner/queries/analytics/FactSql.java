package org.mediaplanner.queries.analytics;

import java.time.LocalDate;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Dimension;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Selection;
import org.mediaplanner.queries.reading.Sql;

/** The statements behind sums of facts. Text is fixed; what callers say is only ever bound. */
final class FactSql {

    private static final String SUMS = """
            sum(p.impressions)::bigint AS impressions, sum(p.clicks)::bigint AS clicks,
            sum(p.cost_micros)::bigint AS cost_micros, sum(p.conversion_millionths)::bigint AS conversion_millionths,
            sum(p.conversion_value_micros)::bigint AS conversion_value_micros
            """;
    private static final String DAYS = "(SELECT * FROM query_side.performance_day WHERE tenant_id = :tenant) p";
    /** Months hold the same sums and are a thirtieth of the rows. */
    private static final String MONTHS = """
            (SELECT tenant_id, campaign_id, month AS day, impressions, clicks, cost_micros, conversion_millionths,
                    conversion_value_micros FROM query_side.performance_month WHERE tenant_id = :tenant) p""";

    private FactSql() {}

    /** How far the facts of a selection go, and in which currencies they are: {@code currency, through}. */
    static Sql currencies(TenantId tenant, Selection selection) {
        return select("SELECT c.currency, max(p.day) AS through, bool_or(p.day BETWEEN :from AND :to) AS within FROM "
                + DAYS, "", tenant, selection).bind("from", selection.from()).bind("to", selection.to())
                .append("GROUP BY c.currency");
    }

    /** Sums by the first day of each bucket: {@code bucket, currency, day, …}. */
    static Sql series(TenantId tenant, Selection selection, Granularity granularity, boolean byDay) {
        String bucket = switch (granularity) {
            case DAY -> "p.day";
            case WEEK -> "date_trunc('week', p.day)::date";
            case MONTH -> "date_trunc('month', p.day)::date";
        };
        boolean months = granularity == Granularity.MONTH && !byDay && wholeMonths(selection);
        return sums(tenant, selection, bucket + "::text", "", byDay, months);
    }

    /** Sums by the value of a dimension: {@code bucket, currency, day, …}. */
    static Sql breakdown(TenantId tenant, Selection selection, Dimension by, boolean byDay) {
        boolean months = !byDay && wholeMonths(selection);
        return switch (by) {
            case CHANNEL -> sums(tenant, selection, "c.channel", "", byDay, months);
            case PLATFORM -> sums(tenant, selection, "c.platform", "", byDay, months);
            case CAMPAIGN -> sums(tenant, selection, "p.campaign_id", "", byDay, months);
            case MONTH -> sums(tenant, selection, "to_char(p.day, 'YYYY-MM')", "", byDay, months);
            case CLIENT -> sums(tenant, selection, "coalesce(c.client_id, '')", "", byDay, months);
            case TAG -> sums(tenant, selection, "tag.value", "CROSS JOIN LATERAL unnest(c.tags) AS tag (value)", byDay,
                    months);
        };
    }

    /** Sums of all: one row for each currency (and day, where they are to be converted). */
    static Sql totals(TenantId tenant, Selection selection, boolean byDay) {
        return sums(tenant, selection, "''", "", byDay, !byDay && wholeMonths(selection));
    }

    private static Sql sums(TenantId tenant, Selection selection, String bucket, String join, boolean byDay,
            boolean months) {
        String day = byDay ? "p.day" : "NULL::date";
        return select("SELECT " + bucket + " AS bucket, c.currency AS currency, " + day + " AS day, " + SUMS + " FROM "
                + (months ? MONTHS : DAYS), join, tenant, selection)
                .append("AND p.day BETWEEN :from AND :to").bind("from", selection.from()).bind("to", selection.to())
                .append("GROUP BY 1, 2" + (byDay ? ", 3" : "") + " ORDER BY 1, 2" + (byDay ? ", 3" : ""));
    }

    private static Sql select(String select, String join, TenantId tenant, Selection selection) {
        return narrowed(Sql.of(select + " JOIN query_side.campaign c USING (tenant_id, campaign_id) " + join
                + " WHERE tenant_id = :tenant").bind("tenant", tenant.value()), selection);
    }

    /** {@code campaigns}, a statement with the table {@code campaign c}, narrowed to what is selected. */
    static Sql narrowed(Sql campaigns, Selection selection) {
        return campaigns.andAny("campaign_id", "campaigns", selection.campaigns())
                .andAny("c.channel", "channels", selection.channels())
                .andAny("c.platform", "platforms", selection.platforms())
                .andAny("c.client_id", "clients", selection.clients()).andOverlaps("c.tags", "tags", selection.tags());
    }

    private static boolean wholeMonths(Selection selection) {
        LocalDate after = selection.to().plusDays(1);
        return selection.from().getDayOfMonth() == 1 && after.getDayOfMonth() == 1;
    }
}
