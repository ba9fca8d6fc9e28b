package org.mediaplanner.commands.budget;

import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Checks;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.budget.BudgetCommand.AllocateBudget;
import org.mediaplanner.commands.budget.BudgetCommand.CloseBudget;
import org.mediaplanner.commands.budget.BudgetCommand.FundBudget;
import org.mediaplanner.commands.budget.BudgetCommand.OpenBudget;
import org.mediaplanner.commands.budget.BudgetCommand.ReallocateBudget;
import org.mediaplanner.commands.budget.BudgetCommand.ReleaseBudget;
import org.mediaplanner.commands.budget.BudgetCommand.TakeBackAllocation;
import org.mediaplanner.commands.budget.BudgetCommand.Transfer;
import org.mediaplanner.commands.budget.BudgetCommand.WithdrawBudget;
import org.mediaplanner.events.budget.Budget;
import org.mediaplanner.events.budget.Budget.RefusedAllocation;
import org.mediaplanner.events.budget.BudgetEvent;
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
import org.mediaplanner.events.money.Money;

/** Decides what a command makes happen in a ledger: a pure function of its state, the command and the campaigns named. */
final class BudgetDecider {

    private static final int MOVES = 1_000;

    private BudgetDecider() {}

    /**
     * What a decision needs to know of a campaign.
     *
     * @param fedByAnother true when another ledger's money is allocated to it
     * @param spent observed spend; what is spent cannot be taken back
     */
    record Receiver(Currency currency, boolean fedByAnother, Money spent) {}

    /** The events that follow, none where nothing has to change; refuses what must not happen. */
    static List<BudgetEvent> decide(@Nullable Budget budget, BudgetCommand command,
            Map<CampaignId, Receiver> receivers) {
        return switch (command) {
            case OpenBudget open -> List.of(open(open));
            case FundBudget fund -> List.of(fund(open(budget), fund));
            case AllocateBudget allocate -> List.of(allocate(open(budget), allocate, receivers));
            case ReleaseBudget release -> List.of(release(existing(budget), release, receivers));
            case ReallocateBudget reallocate -> List.of(reallocate(open(budget), reallocate, receivers));
            case WithdrawBudget withdraw -> List.of(withdraw(existing(budget), withdraw));
            case CloseBudget close -> List.of(close(open(budget), close));
            case TakeBackAllocation takeBack -> takeBack(existing(budget), takeBack);
        };
    }

    private static BudgetEvent open(OpenBudget c) {
        new Checks().name("name", c.name()).orRefuse();
        return new BudgetOpened(c.budgetId(), c.name(), c.currency(), c.clientId());
    }

    private static BudgetEvent fund(Budget budget, FundBudget c) {
        checkAmount(budget, c.amount(), c.reason());
        return new BudgetFunded(budget.id(), c.amount(), c.reason());
    }

    private static BudgetEvent allocate(Budget budget, AllocateBudget c, Map<CampaignId, Receiver> receivers) {
        checkAmount(budget, c.amount(), c.reason());
        checkReceiver(budget, c.campaignId(), receivers, "campaignId");
        if (c.amount().compareTo(budget.available()) > 0) {
            throw insufficient(budget, "amount.amount", c.amount(), budget.available());
        }
        return new BudgetAllocated(budget.id(), move(budget, c.campaignId(), c.amount()), c.reason());
    }

    private static BudgetEvent release(Budget budget, ReleaseBudget c, Map<CampaignId, Receiver> receivers) {
        checkAmount(budget, c.amount(), c.reason());
        Receiver receiver = known(c.campaignId(), receivers, "campaignId");
        checkReleasable(budget, c.campaignId(), c.amount(), receiver, "amount.amount");
        return new BudgetReleased(budget.id(), move(budget, c.campaignId(), c.amount().negated()), c.reason());
    }

    private static BudgetEvent reallocate(Budget budget, ReallocateBudget c, Map<CampaignId, Receiver> receivers) {
        Checks checks = new Checks()
                .that(!c.reason().isBlank(), "reason", "must not be blank")
                .text("reason", c.reason(), Checks.REASON_LENGTH)
                .that(!c.moves().isEmpty(), "moves", "must hold a move")
                .that(c.moves().size() <= MOVES, "moves", "must hold at most " + MOVES + " moves");
        Set<CampaignId> seen = new HashSet<>();
        for (int i = 0; i < c.moves().size(); i++) {
            Transfer transfer = c.moves().get(i);
            checks.that(!transfer.delta().isZero(), "moves[" + i + "].delta.amount", "must not be zero")
                    .that(seen.add(transfer.campaignId()), "moves[" + i + "].campaignId", "must not be named twice");
        }
        checks.orRefuse();
        for (int i = 0; i < c.moves().size(); i++) {
            checkCurrency(budget, c.moves().get(i).delta(), "moves[" + i + "].delta.currency");
        }
        Money sum = Money.sum(c.moves().stream().map(Transfer::delta).toList(), budget.currency());
        if (!sum.isZero()) {
            throw Refusal.rule("moves-not-balanced", "moves", "must sum to zero, not to " + sum);
        }
        List<Move> moves = new ArrayList<>(c.moves().size());
        for (int i = 0; i < c.moves().size(); i++) {
            moves.add(move(budget, c.moves().get(i), receivers, "moves[" + i + "]"));
        }
        return new BudgetReallocated(budget.id(), moves, c.reason());
    }

    private static Move move(Budget budget, Transfer transfer, Map<CampaignId, Receiver> receivers, String field) {
        if (transfer.delta().isPositive()) {
            checkReceiver(budget, transfer.campaignId(), receivers, field + ".campaignId");
        } else {
            Receiver receiver = known(transfer.campaignId(), receivers, field + ".campaignId");
            checkReleasable(budget, transfer.campaignId(), transfer.delta().negated(), receiver,
                    field + ".delta.amount");
        }
        return move(budget, transfer.campaignId(), transfer.delta());
    }

    private static BudgetEvent withdraw(Budget budget, WithdrawBudget c) {
        checkAmount(budget, c.amount(), c.reason());
        if (c.amount().compareTo(budget.available()) > 0) {
            throw insufficient(budget, "amount.amount", c.amount(), budget.available());
        }
        return new BudgetWithdrawn(budget.id(), c.amount(), c.reason());
    }

    private static BudgetEvent close(Budget budget, CloseBudget c) {
        new Checks().text("reason", c.reason(), Checks.REASON_LENGTH).orRefuse();
        return new BudgetClosed(budget.id(), c.reason());
    }

    /** At most what the campaign still has: part of it may have been released or moved on since. */
    private static List<BudgetEvent> takeBack(Budget budget, TakeBackAllocation c) {
        Money allocated = budget.allocatedTo(c.campaignId());
        Money amount = c.amount().compareTo(allocated) < 0 ? c.amount() : allocated;
        if (amount.isZero()
                || budget.takenBack().contains(new RefusedAllocation(c.campaignId(), c.ledgerVersion()))) {
            return List.of();
        }
        return List.of(new AllocationTakenBack(budget.id(), move(budget, c.campaignId(), amount.negated()),
                c.ledgerVersion(), c.reason()));
    }

    private static Budget existing(@Nullable Budget budget) {
        if (budget == null) {
            throw Refusal.absent("budget");
        }
        return budget;
    }

    /** From a closed ledger money still comes back, so that none is lost in it; it neither takes nor allocates any. */
    private static Budget open(@Nullable Budget budget) {
        if (existing(budget).closed()) {
            throw Refusal.conflict("budget-closed",
                    "A closed budget takes no money and allocates none; what is in it can be released and withdrawn");
        }
        return existing(budget);
    }

    private static void checkAmount(Budget budget, Money amount, @Nullable String reason) {
        new Checks().that(amount.isPositive(), "amount.amount", "must be positive")
                .text("reason", reason, Checks.REASON_LENGTH).orRefuse();
        checkCurrency(budget, amount, "amount.currency");
    }

    private static void checkCurrency(Budget budget, Money amount, String field) {
        if (!amount.currency().equals(budget.currency())) {
            throw Refusal.rule("currency-mismatch", field, "must be the budget's " + budget.currency());
        }
    }

    private static Receiver known(CampaignId campaignId, Map<CampaignId, Receiver> receivers, String field) {
        Receiver receiver = receivers.get(campaignId);
        if (receiver == null) {
            throw Refusal.rule("unknown-campaign", field, "there is no campaign " + campaignId);
        }
        return receiver;
    }

    private static void checkReceiver(Budget budget, CampaignId campaignId, Map<CampaignId, Receiver> receivers,
            String field) {
        Receiver receiver = known(campaignId, receivers, field);
        if (!receiver.currency().equals(budget.currency())) {
            throw Refusal.rule("currency-mismatch", field,
                    "the campaign is in " + receiver.currency() + ", the budget in " + budget.currency());
        }
        if (receiver.fedByAnother()) {
            throw Refusal.conflict("fed-by-another-budget", "Another budget feeds the campaign " + campaignId);
        }
    }

    private static void checkReleasable(Budget budget, CampaignId campaignId, Money amount, Receiver receiver,
            String field) {
        Money allocated = budget.allocatedTo(campaignId);
        if (amount.compareTo(allocated) > 0) {
            throw insufficient(budget, field, amount, allocated);
        }
        if (receiver.spent().currency().equals(budget.currency())
                && allocated.minus(amount).compareTo(receiver.spent()) < 0) {
            throw Refusal.rule("already-spent", field,
                    "the campaign has spent " + receiver.spent() + " of " + allocated);
        }
    }

    private static Refusal insufficient(Budget budget, String field, Money wanted, Money there) {
        return Refusal.rule("insufficient-funds", field,
                wanted + " is more than the " + there + " that " + budget.name() + " has there");
    }

    private static Move move(Budget budget, CampaignId campaignId, Money delta) {
        return new Move(campaignId, delta, budget.allocatedTo(campaignId).plus(delta));
    }
}
