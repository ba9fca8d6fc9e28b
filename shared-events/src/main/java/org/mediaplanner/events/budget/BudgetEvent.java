package org.mediaplanner.events.budget;

import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.EventType;
import org.mediaplanner.events.FreeText;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.money.Money;

/** What can happen in a ledger. Amounts are positive; deltas have a sign. */
public sealed interface BudgetEvent extends DomainEvent {

    BudgetId budgetId();

    @Override
    default String streamId() {
        return budgetId().value();
    }

    @EventType("budget.opened")
    record BudgetOpened(BudgetId budgetId, @FreeText String name, Currency currency, @Nullable ClientId clientId)
            implements
            BudgetEvent {}

    @EventType("budget.funded")
    record BudgetFunded(BudgetId budgetId, Money amount, @FreeText @Nullable String reason) implements BudgetEvent {}

    /** @param move what was added to the campaign, and what it has since */
    @EventType("budget.allocated")
    record BudgetAllocated(BudgetId budgetId, Move move, @FreeText @Nullable String reason) implements BudgetEvent {}

    /** @param moves sum to zero */
    @EventType("budget.reallocated")
    record BudgetReallocated(BudgetId budgetId, List<Move> moves, @FreeText String reason) implements BudgetEvent {}

    /** @param move what was taken back from the campaign (its delta is negative), and what it has since */
    @EventType("budget.released")
    record BudgetReleased(BudgetId budgetId, Move move, @FreeText @Nullable String reason) implements BudgetEvent {}

    /**
     * The campaign refused what had been allocated to it; the money is available again.
     *
     * @param ledgerVersion version of the ledger whose allocation was refused
     */
    @EventType("budget.allocation-taken-back")
    record AllocationTakenBack(BudgetId budgetId, Move move, long ledgerVersion, @FreeText String reason)
            implements
            BudgetEvent {}

    @EventType("budget.withdrawn")
    record BudgetWithdrawn(BudgetId budgetId, Money amount, @FreeText @Nullable String reason) implements BudgetEvent {}

    @EventType("budget.closed")
    record BudgetClosed(BudgetId budgetId, @FreeText @Nullable String reason) implements BudgetEvent {}

    /** A campaign's allocation changed by {@code delta} to {@code allocated}. */
    record Move(CampaignId campaignId, Money delta, Money allocated) {}
}
