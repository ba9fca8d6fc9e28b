package org.mediaplanner.queries.performance;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.campaign.Campaign;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.events.tenant.TenantSettings.PacingBands;
import org.mediaplanner.queries.pacing.PacingCalculator;
import org.mediaplanner.queries.pacing.PacingReport;
import org.mediaplanner.queries.reading.Rows;
import org.mediaplanner.queries.reading.Sql;
import org.mediaplanner.queries.reading.TenantReader;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What campaigns spent day by day: what pacing is computed from. */
@Component
public class DailySpend {

    /** The projection that it is read from. */
    public static final String READS = PerformanceDayProjection.NAME;

    private final TenantReader reader;

    DailySpend(TenantReader reader) {
        this.reader = reader;
    }

    private record DayCost(CampaignId campaignId, LocalDate day, long micros) {}

    /** @param days of spend, in the campaign's currency */
    public record Spend(NavigableMap<LocalDate, Money> days) {

        public static final Spend NONE = new Spend(Collections.emptyNavigableMap());

        /** The last day with facts. */
        public @Nullable LocalDate through() {
            return days.isEmpty() ? null : days.lastKey();
        }

        /** The campaign's plan and spend as of {@code now}. */
        public PacingReport report(Campaign campaign, Instant now, PacingBands bands) {
            return PacingCalculator.report(campaign, days, through(), LocalDate.ofInstant(now, campaign.timeZone()),
                    bands);
        }
    }

    /** The spend of those of {@code campaigns} that have facts. */
    public Mono<Map<CampaignId, Spend>> of(TenantId tenant, Collection<Campaign> campaigns) {
        Map<CampaignId, Campaign> byId = new HashMap<>();
        campaigns.forEach(campaign -> byId.put(campaign.id(), campaign));
        if (byId.isEmpty()) {
            return Mono.just(Map.of());
        }
        Sql days = Sql.of("""
                SELECT campaign_id, day, cost_micros FROM query_side.performance_day WHERE tenant_id = :tenant
                """).bind("tenant", tenant.value()).andAny("campaign_id", "ids", byId.keySet());
        return reader.all(tenant, days, row -> new DayCost(CampaignId.of(Rows.text(row, "campaign_id")),
                Rows.day(row, "day"), Rows.number(row, "cost_micros")))
                .collect(HashMap<CampaignId, Spend>::new, (spend, cost) -> {
                    Campaign campaign = byId.get(cost.campaignId());
                    if (campaign != null) {
                        spend.computeIfAbsent(cost.campaignId(), id -> new Spend(new TreeMap<>())).days()
                                .put(cost.day(), new Money(cost.micros(), campaign.currency()));
                    }
                }).map(Collections::unmodifiableMap);
    }
}
