package org.mediaplanner.queries.analytics;

import java.time.DayOfWeek;
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
    private static final String MEASURES = """
            impressions, clicks, cost_micros, conversion_millionths, conversion_value_micros""";
    private static final String DAYS = "SELECT tenant_id, campaign_id, day, " + MEASURES
            + " FROM query_side.performance_day WHERE tenant_id = :tenant AND day BETWEEN ";
    private static final String MONTHS = "SELECT tenant_id, campaign_id, month, " + MEASURES
            + " FROM query_side.performance_month WHERE tenant_id = :tenant AND month BETWEEN ";

    private FactSql() {}

    /** How far the facts of a selection go, and in which currencies they are: {@code currency, through, within}. */
    static Sql currencies(TenantId tenant, Selection selection) {
        return narrowed(Sql.of("""
                SELECT c.currency, max(f.through) AS through, bool_or(f.within) AS within FROM query_side.campaign c
                 CROSS JOIN LATERAL (SELECT (SELECT max(day) FROM query_side.performance_day p
                                              WHERE p.tenant_id = :tenant AND p.campaign_id = c.campaign_id) AS through,
                                     EXISTS (SELECT FROM query_side.performance_day p
                                              WHERE p.tenant_id = :tenant AND p.campaign_id = c.campaign_id
                                                AND p.day BETWEEN :from AND :to) AS within) f
                 WHERE c.tenant_id = :tenant AND f.through IS NOT NULL
                """).bind("tenant", tenant.value()).bind("from", selection.from()).bind("to", selection.to()),
                selection)
                .append("GROUP BY c.currency");
    }

    /** Sums by the first day of each bucket: {@code bucket, currency, day, …}. */
    static Sql series(TenantId tenant, Selection selection, Granularity granularity, DayOfWeek weekStart,
            boolean byDay) {
        String bucket = switch (granularity) {
            case DAY -> "p.day";
            case WEEK -> weekStart == DayOfWeek.SUNDAY
                    ? "(p.day - extract(dow FROM p.day)::integer)"
                    : "date_trunc('week', p.day)::date";
            case MONTH -> "date_trunc('month', p.day)::date";
        };
        return sums(tenant, selection, bucket + "::text", "", byDay, granularity == Granularity.MONTH);
    }

    /** Sums by the value of a dimension: {@code bucket, currency, day, …}. */
    static Sql breakdown(TenantId tenant, Selection selection, Dimension by, boolean byDay) {
        return switch (by) {
            case CHANNEL -> sums(tenant, selection, "c.channel", "", byDay, true);
            case PLATFORM -> sums(tenant, selection, "c.platform", "", byDay, true);
            case CAMPAIGN -> sums(tenant, selection, "p.campaign_id", "", byDay, true);
            case MONTH -> sums(tenant, selection, "to_char(p.day, 'YYYY-MM')", "", byDay, true);
            case CLIENT -> sums(tenant, selection, "coalesce(c.client_id, '')", "", byDay, true);
            case TAG -> sums(tenant, selection, "tag.value", "CROSS JOIN LATERAL unnest(c.tags) AS tag (value)", byDay,
                    true);
        };
    }

    /** Sums of all: one row for each currency (and day, where they are to be converted). */
    static Sql totals(TenantId tenant, Selection selection, boolean byDay) {
        return sums(tenant, selection, "''", "", byDay, true);
    }

    /**
     * @param byDay whether sums are asked for by day
     * @param anyMonth whether a month may count as its first day
     */
    private static Sql sums(TenantId tenant, Selection selection, String bucket, String join, boolean byDay,
            boolean anyMonth) {
        String day = byDay ? "p.day" : "NULL::date";
        String ordered = byDay ? "1, 2, 3" : "1, 2";
        WholeMonths months = WholeMonths.of(selection.from(), selection.to());
        boolean inMonths = anyMonth && !byDay && !months.isEmpty();
        Sql sums = Sql.of("SELECT " + bucket + " AS bucket, c.currency AS currency, " + day + " AS day, " + SUMS
                + " FROM (" + (inMonths ? monthsAndDays() : DAYS + ":from AND :to")
                + ") p JOIN query_side.campaign c USING (tenant_id, campaign_id) " + join
                + " WHERE tenant_id = :tenant").bind("tenant", tenant.value())
                .bind("from", selection.from()).bind("to", selection.to());
        if (inMonths) {
            sums.bind("firstMonth", months.first()).bind("lastMonth", months.last())
                    .bind("dayBefore", months.dayBefore()).bind("dayAfter", months.dayAfter());
        }
        return narrowed(sums, selection).append("GROUP BY " + ordered + " ORDER BY " + ordered);
    }

    /** A month holds the same sum and is a thirtieth of the rows; days are read where a month is not asked for wholly. */
    private static String monthsAndDays() {
        return DAYS + ":from AND :dayBefore UNION ALL " + MONTHS + ":firstMonth AND :lastMonth UNION ALL " + DAYS
                + ":dayAfter AND :to";
    }

    /** {@code campaigns}, a statement with the table {@code campaign c}, narrowed to what is selected. */
    static Sql narrowed(Sql campaigns, Selection selection) {
        return campaigns.andAny("campaign_id", "campaigns", selection.campaigns())
                .andAny("c.channel", "channels", selection.channels())
                .andAny("c.platform", "platforms", selection.platforms())
                .andAny("c.client_id", "clients", selection.clients()).andOverlaps("c.tags", "tags", selection.tags());
    }
}
