package org.mediaplanner.queries.campaign;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.campaign.Campaign;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.campaign.CampaignStatus;
import org.mediaplanner.events.campaign.Objective;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.queries.Query;
import org.mediaplanner.queries.analytics.Freshness;
import org.mediaplanner.queries.analytics.Metrics;
import org.mediaplanner.queries.history.HistoryItem;
import org.mediaplanner.queries.pacing.PacingReport;
import org.mediaplanner.queries.projection.Stamped;
import org.mediaplanner.queries.reading.Page;
import org.mediaplanner.queries.reading.PageRequest;

/** What can be asked about campaigns. Status and pace depend on the day, so that questions say what time it is. */
public sealed interface CampaignQuery {

    /** One, archived or not. */
    record FindCampaign(CampaignId id) implements CampaignQuery, Query<Stamped<Campaign>> {}

    /** @param figures the days whose metrics are to be told with each campaign; {@code null} for no figures */
    record ListCampaigns(CampaignFilter filter, Sort sort, boolean descending, PageRequest page,
            @Nullable Window figures, Instant now) implements CampaignQuery, Query<Page<CampaignItem>> {}

    /** Its events, newest first; no page where there is no such campaign. */
    record FindCampaignHistory(CampaignId id, PageRequest page) implements CampaignQuery, Query<Page<HistoryItem>> {}

    record FindCampaignPacing(CampaignId id, Instant now) implements CampaignQuery, Query<PacingAnswer> {}

    /**
     * Which campaigns. Each list is any of its values, none for all; without a status, all but the archived.
     *
     * @param words that the name holds
     */
    record CampaignFilter(@Nullable String words, List<CampaignStatus> statuses, List<String> channels,
            List<String> platforms, List<Objective> objectives, List<String> tags, List<ClientId> clients,
            List<BudgetId> budgets) {

        public static final CampaignFilter ALL = new CampaignFilter(null, List.of(), List.of(), List.of(), List.of(),
                List.of(), List.of(), List.of());
    }

    /** Days, both ends included. */
    record Window(LocalDate from, LocalDate to) {}

    /** What campaigns are sorted by. */
    enum Sort {
        NAME, START_DATE, END_DATE, CREATED_AT, UPDATED_AT
    }

    record CampaignItem(Stamped<Campaign> campaign, @Nullable Figures figures) {}

    /** @param spend over all days */
    record Figures(Metrics metrics, Money spend, @Nullable BigDecimal pace, PacingReport.Status paceStatus) {}

    record PacingAnswer(CampaignId campaignId, PacingReport report, Freshness freshness) {}
}
