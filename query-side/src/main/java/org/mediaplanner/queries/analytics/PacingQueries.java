package org.mediaplanner.queries.analytics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.campaign.Campaign;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.events.tenant.TenantSettings.PacingBands;
import org.mediaplanner.queries.analytics.AnalyticsQuery.AskPacing;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Pacing;
import org.mediaplanner.queries.analytics.AnalyticsQuery.PacingItem;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Selection;
import org.mediaplanner.queries.analytics.FactReader.Frame;
import org.mediaplanner.queries.pacing.PacingReport;
import org.mediaplanner.queries.performance.DailySpend;
import org.mediaplanner.queries.performance.DailySpend.Spend;
import org.mediaplanner.queries.reading.Cursor;
import org.mediaplanner.queries.reading.PageRequest;
import org.mediaplanner.queries.reading.QueryHandler;
import org.mediaplanner.queries.reading.QueryHandlers;
import org.mediaplanner.queries.reading.Rows;
import org.mediaplanner.queries.reading.Sql;
import org.mediaplanner.queries.reading.TenantReader;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Answers how far all campaigns of a selection are on their plans. */
@Component
final class PacingQueries implements QueryHandlers {

    private static final String ORDER = "name";

    private static final int PACE_DIGITS = 4;
    private static final Comparator<Campaign> BY_NAME = Comparator.comparing(Campaign::name)
            .thenComparing(campaign -> campaign.id().value());

    private final TenantReader reader;
    private final FactReader facts;
    private final DailySpend spend;

    PacingQueries(TenantReader reader, FactReader facts, DailySpend spend) {
        this.reader = reader;
        this.facts = facts;
        this.spend = spend;
    }

    @Override
    public List<QueryHandler<?, ?>> handlers() {
        return List.of(QueryHandler.of(AskPacing.class, AnalyticsQueries.READS, this::pacing));
    }

    private Mono<Pacing> pacing(TenantId tenant, AskPacing query) {
        return Mono.zip(facts.frame(tenant, query.selection(), query.now()), launched(tenant, query.selection()))
                .flatMap(found -> spend.of(tenant, found.getT2())
                        .map(spent -> answer(found.getT1(),
                                items(found.getT2(), spent, query, found.getT1().settings().pacing()), query)));
    }

    private Mono<List<Campaign>> launched(TenantId tenant, Selection selection) {
        Sql campaigns = FactSql.narrowed(Sql.of("""
                SELECT state::text AS state, version, created_at, created_by, updated_at FROM query_side.campaign c
                 WHERE tenant_id = :tenant AND phase NOT IN ('DRAFT', 'ARCHIVED')
                """).bind("tenant", tenant.value()), selection);
        return reader.all(tenant, campaigns, row -> Rows.stamped(row, Campaign.class).state()).sort(BY_NAME)
                .collectList();
    }

    private static List<PacingItem> items(List<Campaign> campaigns, Map<CampaignId, Spend> spent, AskPacing query,
            PacingBands bands) {
        return campaigns.stream().map(campaign -> new PacingItem(campaign.id(), campaign.name(), campaign.channel(),
                campaign.platform(),
                spent.getOrDefault(campaign.id(), Spend.NONE).report(campaign, query.now(), bands)))
                .toList();
    }

    /** Totals are those of all pages: a sum that changed with the page would be of no use. */
    private static Pacing answer(Frame frame, List<PacingItem> items, AskPacing query) {
        Currency currency = frame.currency();
        LocalDate today = LocalDate.ofInstant(query.now(), ZoneOffset.UTC);
        Function<Function<PacingReport, Money>, Money> total = part -> Money.sum(items.stream()
                .map(item -> frame.rates().convert(part.apply(item.report()), currency, today)).toList(), currency);
        Money planned = total.apply(PacingReport::planned);
        Money actual = total.apply(PacingReport::actual);
        List<PacingItem> page = page(items, query.page());
        boolean last = page.isEmpty() || page.getLast().equals(items.getLast());
        return new Pacing(currency, page, total.apply(PacingReport::budget), planned, actual, pace(actual, planned),
                last
                        ? null
                        : new Cursor(ORDER, page.getLast().name(), page.getLast().campaignId().value())
                                .encode(),
                frame.freshness(), frame.rates().used());
    }

    private static List<PacingItem> page(List<PacingItem> items, PageRequest request) {
        Cursor cursor = request.cursor() == null
                ? new Cursor(ORDER, "", "")
                : Cursor.decode(request.cursor(), ORDER);
        return items.stream().filter(item -> isBehind(item, cursor)).limit(request.limit()).toList();
    }

    private static boolean isBehind(PacingItem item, Cursor cursor) {
        int byName = item.name().compareTo(cursor.value());
        return byName > 0 || (byName == 0 && item.campaignId().value().compareTo(cursor.id()) > 0);
    }

    private static @Nullable BigDecimal pace(Money actual, Money planned) {
        return planned.isZero()
                ? null
                : actual.amount().divide(planned.amount(), PACE_DIGITS, RoundingMode.HALF_EVEN);
    }
}
