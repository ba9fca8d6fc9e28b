package org.mediaplanner.queries.analytics;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.campaign.CampaignStatus;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.queries.Query;
import org.mediaplanner.queries.RememberedQuery;
import org.mediaplanner.queries.pacing.PacingReport;
import org.mediaplanner.queries.reading.PageRequest;

/**
 * What can be asked about sums of what was measured. Amounts are answered in the currency asked for, else the one
 * currency of the selection, else the tenant's; {@link RateMissing} where a rate is missing for that.
 */
public sealed interface AnalyticsQuery {

    /** Totals, those of the days before, and how many campaigns there are. */
    record AskOverview(Selection selection, Instant now) implements AnalyticsQuery, RememberedQuery<Overview> {

        @Override
        public AskOverview at(Instant time) {
            return new AskOverview(selection, time);
        }

        @Override
        public Class<Overview> answer() {
            return Overview.class;
        }
    }

    record AskTimeseries(Selection selection, Granularity granularity, Instant now)
            implements AnalyticsQuery, Query<Timeseries> {}

    record AskBreakdown(Selection selection, Dimension by, Instant now)
            implements AnalyticsQuery, RememberedQuery<Breakdown> {

        @Override
        public AskBreakdown at(Instant time) {
            return new AskBreakdown(selection, by, time);
        }

        @Override
        public Class<Breakdown> answer() {
            return Breakdown.class;
        }
    }

    /** One campaign's, in its own currency; empty where there is no such campaign. */
    record AskCampaignAnalytics(CampaignId id, LocalDate from, LocalDate to, Granularity granularity, Instant now)
            implements AnalyticsQuery, Query<Timeseries> {}

    /** Plan and spend of every campaign that was launched and is not archived. */
    record AskPacing(Selection selection, PageRequest page, Instant now) implements AnalyticsQuery, Query<Pacing> {}

    /** @param name of one series; {@code null} for all */
    record AskOutcomes(@Nullable String name, LocalDate from, LocalDate to)
            implements AnalyticsQuery, Query<List<OutcomeValue>> {}

    /** Every rate recorded for a day from {@code from} to {@code to}. */
    record AskFxRates(LocalDate from, LocalDate to) implements AnalyticsQuery, Query<List<RecordedRate>> {}

    /**
     * Which facts. Each list is any of its values, none for all.
     *
     * @param from first day
     * @param to last day
     * @param currency to answer in; {@code null} to let the selection decide
     */
    record Selection(List<CampaignId> campaigns, List<String> channels, List<String> platforms,
            List<ClientId> clients, List<String> tags, LocalDate from, LocalDate to, @Nullable Currency currency) {

        /** The same for other days. */
        Selection over(LocalDate from, LocalDate to) {
            return new Selection(campaigns, channels, platforms, clients, tags, from, to, currency);
        }
    }

    /** What a breakdown has a line for each of. A campaign with several tags counts under each. */
    enum Dimension {
        CHANNEL, PLATFORM, CAMPAIGN, MONTH, CLIENT, TAG
    }

    /** @param previous of as many days just before */
    record Overview(Currency currency, Metrics totals, Metrics previous, Map<CampaignStatus, Long> campaigns,
            Freshness freshness, List<UsedRate> rates) {}

    record Timeseries(Currency currency, List<Bucket> items, Metrics totals, Metrics previous, Freshness freshness,
            List<UsedRate> rates) {}

    /** @param date first day of the week or month, or the day */
    record Bucket(LocalDate date, boolean provisional, Metrics metrics) {}

    record Breakdown(Currency currency, List<Slice> items, Metrics totals, Freshness freshness, List<UsedRate> rates) {}

    /** @param key empty for what has no client */
    record Slice(String key, String label, Metrics metrics) {}

    record Pacing(Currency currency, List<PacingItem> items, Money budget, Money planned, Money actual,
            @Nullable BigDecimal pace, @Nullable String nextCursor, Freshness freshness, List<UsedRate> rates) {}

    /** Amounts in the campaign's own currency. */
    record PacingItem(CampaignId campaignId, String name, String channel, String platform, PacingReport report) {}

    /** @param currency {@code null} for counts */
    record OutcomeValue(String name, LocalDate date, int periodDays, @Nullable Currency currency, BigDecimal value) {}

    record RecordedRate(Currency from, Currency to, LocalDate date, BigDecimal rate, String source) {}
}
