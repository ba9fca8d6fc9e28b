package org.mediaplanner.commands.budget;

import java.util.Map;
import org.mediaplanner.commands.Versioned;
import org.mediaplanner.events.budget.Budget;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.money.Money;

/**
 * A ledger after a command, with what was known of its campaigns at that moment.
 *
 * @param campaigns every campaign that has an allocation
 */
public record BudgetState(Versioned<Budget> budget, Map<CampaignId, FedCampaign> campaigns) {

    /** @param spent observed spend, in the campaign's currency */
    public record FedCampaign(String name, Money spent) {}
}
