package org.mediaplanner.events.budget;

import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.budget.BudgetEvent.AllocationTakenBack;
import org.mediaplanner.events.budget.BudgetEvent.BudgetAllocated;
import org.mediaplanner.events.budget.BudgetEvent.BudgetClosed;
import org.mediaplanner.events.budget.BudgetEvent.BudgetFunded;
import org.mediaplanner.events.budget.BudgetEvent.BudgetOpened;
import org.mediaplanner.events.budget.BudgetEvent.BudgetReallocated;
import org.mediaplanner.events.budget.BudgetEvent.BudgetReleased;
import org.mediaplanner.events.budget.BudgetEvent.BudgetWithdrawn;
import org.mediaplanner.events.budget.BudgetEvent.Move;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.money.Money;

/**
 * What the events of one ledger say, folded.
 *
 * @param funded put in less what was withdrawn
 * @param allocations by campaign, in order of first allocation; none is negative, and their sum is at most {@code funded}
 */
public record Budget(BudgetId id, String name, Currency currency, @Nullable ClientId clientId, Money funded,
        Map<CampaignId, Money> allocations, boolean closed) {

    /** The state after {@code event}; {@code null} stands for "not yet opened". */
    public static Budget evolve(@Nullable Budget budget, BudgetEvent event) {
        if (event instanceof BudgetOpened e) {
            return new Budget(e.budgetId(), e.name(), e.currency(), e.clientId(), Money.zero(e.currency()), Map.of(),
                    false);
        }
        if (budget == null) {
            throw new IllegalStateException("A ledger's first event must open it, not " + event);
        }
        return budget.after(event);
    }

    public Money allocated() {
        return Money.sum(allocations.values(), currency);
    }

    /** Funded and not allocated. */
    public Money available() {
        return funded.minus(allocated());
    }

    public Money allocatedTo(CampaignId campaignId) {
        return allocations.getOrDefault(campaignId, Money.zero(currency));
    }

    private Budget after(BudgetEvent event) {
        return switch (event) {
            case BudgetOpened e -> throw new IllegalStateException(id + " was opened already: " + e);
            case BudgetFunded e -> holding(funded.plus(e.amount()));
            case BudgetWithdrawn e -> holding(funded.minus(e.amount()));
            case BudgetAllocated e -> moved(List.of(e.move()));
            case BudgetReleased e -> moved(List.of(e.move()));
            case AllocationTakenBack e -> moved(List.of(e.move()));
            case BudgetReallocated e -> moved(e.moves());
            case BudgetClosed e -> new Budget(id, name, currency, clientId, funded, allocations, true);
        };
    }

    private Budget holding(Money funded) {
        return new Budget(id, name, currency, clientId, funded, allocations, closed);
    }

    private Budget moved(List<Move> moves) {
        Map<CampaignId, Money> moved = new LinkedHashMap<>(allocations);
        moves.forEach(move -> moved.put(move.campaignId(), move.allocated()));
        return new Budget(id, name, currency, clientId, funded, Collections.unmodifiableMap(moved), closed);
    }
}
