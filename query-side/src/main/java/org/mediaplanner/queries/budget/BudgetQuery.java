package org.mediaplanner.queries.budget;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.budget.Budget;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.queries.Query;
import org.mediaplanner.queries.projection.Stamped;
import org.mediaplanner.queries.reading.Page;
import org.mediaplanner.queries.reading.PageRequest;

/** What can be asked about ledgers. */
public sealed interface BudgetQuery {

    record FindBudget(BudgetId id) implements BudgetQuery, Query<BudgetView> {}

    /**
     * Those that match.
     *
     * @param words that the name holds
     * @param closed {@code null} for both
     * @param clients any of them; none for all
     */
    record ListBudgets(@Nullable String words, @Nullable Boolean closed, List<ClientId> clients, Sort sort,
            boolean descending, PageRequest page) implements BudgetQuery, Query<Page<BudgetView>> {}

    /** What was done to one ledger, newest first; no page where there is no such ledger. */
    record ListBudgetEntries(BudgetId id, PageRequest page) implements BudgetQuery, Query<Page<BudgetEntry>> {}

    /** What ledgers are sorted by. */
    enum Sort {
        NAME, CREATED_AT, UPDATED_AT
    }

    /** @param campaigns what is known of those that have an allocation */
    record BudgetView(Stamped<Budget> budget, Map<CampaignId, FedCampaign> campaigns) {}

    /** @param spent observed spend over all days */
    record FedCampaign(String name, Money spent) {}
}
