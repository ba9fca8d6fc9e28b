package org.mediaplanner.commands.campaign;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Change;
import org.mediaplanner.commands.Command;
import org.mediaplanner.commands.OnVersion;
import org.mediaplanner.commands.Versioned;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.campaign.Bidding;
import org.mediaplanner.events.campaign.Campaign;
import org.mediaplanner.events.campaign.CampaignBudget;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.campaign.Objective;
import org.mediaplanner.events.campaign.Pacing;
import org.mediaplanner.events.campaign.Targeting;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.money.Money;

/** What can be asked of a campaign. */
public sealed interface CampaignCommand extends Command<Versioned<Campaign>> {

    CampaignId campaignId();

    /** @param timeZone of the days of the flight; {@code null} takes the tenant's */
    record CreateCampaign(CampaignId campaignId, String name, String channel, String platform, Objective objective,
            LocalDate startDate, LocalDate endDate, @Nullable ZoneId timeZone, CampaignBudget budget, Pacing pacing,
            @Nullable Bidding bidding, @Nullable Targeting targeting, List<String> tags, @Nullable ClientId clientId)
            implements CampaignCommand {}

    /**
     * A draft with the same plan as another campaign.
     *
     * @param expectedVersion of the campaign that is copied
     * @param name {@code null} takes the original's with "(copy)" behind it
     */
    record DuplicateCampaign(CampaignId campaignId, CampaignId source, long expectedVersion, @Nullable String name)
            implements CampaignCommand, OnVersion {}

    /** Changes what it names and leaves the rest. */
    record EditCampaign(CampaignId campaignId, long expectedVersion, @Nullable Change<String> name,
            @Nullable Change<String> channel, @Nullable Change<String> platform,
            @Nullable Change<Objective> objective, @Nullable Change<LocalDate> startDate,
            @Nullable Change<LocalDate> endDate, @Nullable Change<ZoneId> timeZone,
            @Nullable Change<CampaignBudget> budget, @Nullable Change<Pacing> pacing,
            @Nullable Change<Bidding> bidding, @Nullable Change<Targeting> targeting,
            @Nullable Change<List<String>> tags, @Nullable Change<ClientId> clientId)
            implements CampaignCommand, OnVersion {}

    record SetCampaignBudget(CampaignId campaignId, long expectedVersion, CampaignBudget budget,
            @Nullable String reason) implements CampaignCommand, OnVersion {}

    record LaunchCampaign(CampaignId campaignId, long expectedVersion) implements CampaignCommand, OnVersion {}

    record PauseCampaign(CampaignId campaignId, long expectedVersion, @Nullable String reason)
            implements CampaignCommand, OnVersion {}

    record ResumeCampaign(CampaignId campaignId, long expectedVersion) implements CampaignCommand, OnVersion {}

    record EndCampaign(CampaignId campaignId, long expectedVersion, @Nullable String reason)
            implements CampaignCommand, OnVersion {}

    record ArchiveCampaign(CampaignId campaignId, long expectedVersion) implements CampaignCommand, OnVersion {}

    /**
     * Takes over what a ledger has allocated. Given by the allocation process; the same again changes nothing.
     *
     * @param ledgerVersion of the ledger after the allocation
     * @param allocated all that the ledger has allocated to the campaign since
     * @param more true when the ledger gave money; a campaign that is over refuses it, and lets it be taken back
     */
    record FollowAllocation(CampaignId campaignId, BudgetId budgetId, long ledgerVersion, Money allocated,
            boolean more) implements CampaignCommand {}
}
