package org.mediaplanner.gateway.campaign;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Versioned;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.campaign.Campaign;
import org.mediaplanner.events.campaign.CampaignBudget;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.gateway.command.CommandRequest.Shown;

/** What a campaign may spend, and which ledger's money that is. */
@Schema(name = "CampaignBudget")
record CampaignBudgetBody(@Schema(example = "TOTAL") CampaignBudget.Type type, Money money,
        @Schema(description = "The ledger that feeds it") @Nullable BudgetId budgetId,
        @Schema(description = "What that ledger has allocated") @Nullable Money allocated,
        @Schema(description = "Of the campaign", example = "3") long version) {

    static Shown<CampaignBudgetBody> after(Versioned<Campaign> campaign) {
        return new Shown<>(campaign.version(), of(campaign.version(), campaign.state()));
    }

    static CampaignBudgetBody of(long version, Campaign campaign) {
        BudgetId budgetId = CampaignBody.budgetId(campaign);
        Campaign.Funding funding = campaign.funding();
        return new CampaignBudgetBody(campaign.budget().type(), campaign.budget().money(), budgetId,
                budgetId == null || funding == null ? null : funding.allocated(), version);
    }
}
