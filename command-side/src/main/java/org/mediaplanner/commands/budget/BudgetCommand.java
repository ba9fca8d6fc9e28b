package org.mediaplanner.commands.budget;

import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Command;
import org.mediaplanner.commands.OnVersion;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.money.Money;

/** What can be asked of a ledger. Amounts are positive. */
public sealed interface BudgetCommand extends Command<BudgetState> {

    BudgetId budgetId();

    record OpenBudget(BudgetId budgetId, String name, Currency currency, @Nullable ClientId clientId)
            implements BudgetCommand {}

    record FundBudget(BudgetId budgetId, long expectedVersion, Money amount, @Nullable String reason)
            implements BudgetCommand, OnVersion {}

    /** Adds to what the campaign has. */
    record AllocateBudget(BudgetId budgetId, long expectedVersion, CampaignId campaignId, Money amount,
            @Nullable String reason) implements BudgetCommand, OnVersion {}

    /** Takes back from the campaign what it has not spent. */
    record ReleaseBudget(BudgetId budgetId, long expectedVersion, CampaignId campaignId, Money amount,
            @Nullable String reason) implements BudgetCommand, OnVersion {}

    /** @param moves sum to zero; applied wholly or not at all */
    record ReallocateBudget(BudgetId budgetId, long expectedVersion, List<Transfer> moves, String reason)
            implements BudgetCommand, OnVersion {}

    record WithdrawBudget(BudgetId budgetId, long expectedVersion, Money amount, @Nullable String reason)
            implements BudgetCommand, OnVersion {}

    record CloseBudget(BudgetId budgetId, long expectedVersion, @Nullable String reason)
            implements BudgetCommand, OnVersion {}

    /**
     * Returns to the pool what a campaign refused, as far as it still has it. Given by the allocation process.
     *
     * @param ledgerVersion of the ledger after the allocation that was refused
     */
    record TakeBackAllocation(BudgetId budgetId, CampaignId campaignId, Money amount, long ledgerVersion,
            String reason) implements BudgetCommand {}

    /** A change of one campaign's allocation: positive gives, negative takes. */
    record Transfer(CampaignId campaignId, Money delta) {}
}
