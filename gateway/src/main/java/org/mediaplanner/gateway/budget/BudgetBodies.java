package org.mediaplanner.gateway.budget;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.budget.BudgetCommand.Transfer;
import org.mediaplanner.commands.budget.BudgetState;
import org.mediaplanner.events.budget.Budget;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.gateway.command.CommandRequest.Shown;
import org.mediaplanner.gateway.query.ActorBody;
import org.mediaplanner.queries.budget.BudgetEntry;
import org.mediaplanner.queries.budget.BudgetQuery;
import org.mediaplanner.queries.budget.BudgetQuery.BudgetView;

/** The shapes of what is asked and answered about ledgers. */
final class BudgetBodies {

    private BudgetBodies() {}

    record BudgetDraft(@Schema(example = "Spring pool") String name, @Schema(example = "EUR") Currency currency,
            @Nullable ClientId clientId) {}

    record Amount(Money amount, @Schema(example = "Approved in March") @Nullable String reason) {}

    record CampaignAmount(CampaignId campaignId, Money amount,
            @Schema(example = "Launch week") @Nullable String reason) {}

    record Reallocation(List<MoveBody> moves, @Schema(example = "Search outperforms social") String reason) {

        List<Transfer> transfers() {
            return moves.stream().map(move -> new Transfer(move.campaignId(), move.delta())).toList();
        }
    }

    @Schema(name = "Move")
    record MoveBody(CampaignId campaignId, @Schema(description = "Positive gives, negative takes") Money delta) {}

    record Reason(@Schema(example = "Year closed") @Nullable String reason) {}

    @Schema(name = "Budget")
    record BudgetBody(BudgetId id, @Schema(example = "4") long version, @Schema(example = "Spring pool") String name,
            @Schema(example = "EUR") Currency currency, @Schema(example = "OPEN") Status status,
            @Nullable ClientId clientId, @Schema(description = "Put in less what was withdrawn") Money funded,
            Money allocated, @Schema(description = "Funded and not allocated") Money available,
            @Schema(description = "By the campaigns it feeds, as observed") Money spent,
            List<AllocationBody> allocations) {

        enum Status {
            OPEN, CLOSED
        }

        static Shown<BudgetBody> after(BudgetState after) {
            Budget budget = after.budget().state();
            return new Shown<>(after.budget().version(), of(budget, after.budget().version(), id -> {
                BudgetState.FedCampaign campaign = after.campaigns().get(id);
                return campaign == null ? null : new Fed(campaign.name(), campaign.spent());
            }));
        }

        static BudgetBody of(BudgetView view) {
            return of(view.budget().state(), view.budget().version(), id -> {
                BudgetQuery.FedCampaign campaign = view.campaigns().get(id);
                return campaign == null ? null : new Fed(campaign.name(), campaign.spent());
            });
        }

        private static BudgetBody of(Budget budget, long version, Function<CampaignId, @Nullable Fed> campaigns) {
            List<AllocationBody> allocations = budget.allocations().entrySet().stream()
                    .map(entry -> allocation(entry.getKey(), entry.getValue(), campaigns.apply(entry.getKey())))
                    .toList();
            Money spent = Money.sum(allocations.stream().map(AllocationBody::spent).toList(), budget.currency());
            return new BudgetBody(budget.id(), version, budget.name(), budget.currency(),
                    budget.closed() ? Status.CLOSED : Status.OPEN, budget.clientId(), budget.funded(),
                    budget.allocated(), budget.available(), spent, allocations);
        }

        /** A campaign can be younger than what its ledger's answer knows of it: then it has no name and no spend yet. */
        private static AllocationBody allocation(CampaignId id, Money amount, @Nullable Fed campaign) {
            return campaign == null
                    ? new AllocationBody(id, "", amount, Money.zero(amount.currency()))
                    : new AllocationBody(id, campaign.name(), amount, campaign.spent());
        }

        private record Fed(String name, Money spent) {}
    }

    @Schema(name = "Allocation")
    record AllocationBody(CampaignId campaignId, @Schema(example = "Spring launch") String name, Money amount,
            Money spent) {}

    @Schema(name = "BudgetEntry")
    record EntryBody(@Schema(description = "The organisation's own, without gaps", example = "42") long position,
            Instant at, ActorBody actor, @Schema(example = "ALLOCATED") BudgetEntry.Kind kind,
            List<EntryMoveBody> moves, @Nullable String reason) {

        static EntryBody of(BudgetEntry entry) {
            return new EntryBody(entry.position(), entry.at(), ActorBody.of(entry.actor()), entry.kind(),
                    entry.moves().stream().map(move -> new EntryMoveBody(move.campaignId(), move.delta())).toList(),
                    entry.reason());
        }
    }

    @Schema(name = "BudgetEntryMove")
    record EntryMoveBody(
            @Schema(description = "None where money came into or left the pool") @Nullable CampaignId campaignId,
            Money delta) {}
}
