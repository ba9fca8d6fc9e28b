package org.mediaplanner.sagas.allocation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.tenant.TenantId;

/**
 * One campaign's part in what a ledger decided, and how far the campaign has followed.
 *
 * @param eventId the ledger's event; with the campaign it names the process
 * @param ledgerVersion of the ledger with that event
 * @param delta what the ledger gave (positive) or took
 * @param allocated what the campaign has since
 * @param reason why the campaign refused, or what the last attempt failed on
 * @param nextAttemptAt when it is tried again, while it is open
 */
public record Allocation(String eventId, CampaignId campaignId, TenantId tenantId, BudgetId budgetId,
        long ledgerVersion, Money delta, Money allocated, State state, @Nullable String reason, int attempts,
        Instant startedAt, Instant nextAttemptAt, @Nullable Instant endedAt) {

    /** How far a process is. */
    public enum State {
        /** The campaign has not answered yet. */
        OPEN,
        /** The campaign has the money. */
        FOLLOWED,
        /** The campaign refused; the ledger is to take the money back. */
        COMPENSATING,
        /** The ledger has taken the money back. */
        COMPENSATED,
        /** The campaign refused to give money back; the ledger has it all the same. */
        REFUSED
    }
}
