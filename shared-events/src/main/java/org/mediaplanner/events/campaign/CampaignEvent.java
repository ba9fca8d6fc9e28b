package org.mediaplanner.events.campaign;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.EventType;
import org.mediaplanner.events.FreeText;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.money.Money;

/** What can happen to a campaign. Changes carry both values, so that each can be read by itself. */
public sealed interface CampaignEvent extends DomainEvent {

    CampaignId campaignId();

    @Override
    default String streamId() {
        return campaignId().value();
    }

    /** @param copyOf the campaign that this one was duplicated from */
    @EventType("campaign.created")
    record CampaignCreated(CampaignId campaignId, @FreeText String name, String channel, String platform,
            Objective objective,
            Flight flight, ZoneId timeZone, CampaignBudget budget, Pacing pacing, @Nullable Bidding bidding,
            @Nullable Targeting targeting, @FreeText List<String> tags, @Nullable ClientId clientId,
            @Nullable CampaignId copyOf)
            implements
            CampaignEvent {}

    @EventType("campaign.renamed")
    record CampaignRenamed(CampaignId campaignId, @FreeText String before, @FreeText String after)
            implements CampaignEvent {}

    /** Channel, platform or objective changed. */
    @EventType("campaign.classified")
    record CampaignClassified(CampaignId campaignId, Classification before, Classification after)
            implements
            CampaignEvent {}

    @EventType("campaign.rescheduled")
    record CampaignRescheduled(CampaignId campaignId, Schedule before, Schedule after) implements CampaignEvent {}

    @EventType("campaign.pacing-set")
    record CampaignPacingSet(CampaignId campaignId, Pacing before, Pacing after) implements CampaignEvent {}

    @EventType("campaign.bidding-set")
    record CampaignBiddingSet(CampaignId campaignId, @Nullable Bidding before, @Nullable Bidding after)
            implements
            CampaignEvent {}

    @EventType("campaign.targeting-set")
    record CampaignTargetingSet(CampaignId campaignId, @Nullable Targeting before, @Nullable Targeting after)
            implements
            CampaignEvent {}

    @EventType("campaign.tagged")
    record CampaignTagged(CampaignId campaignId, @FreeText List<String> before, @FreeText List<String> after)
            implements CampaignEvent {}

    /** The campaign now belongs to another advertiser, or to none. */
    @EventType("campaign.assigned")
    record CampaignAssigned(CampaignId campaignId, @Nullable ClientId before, @Nullable ClientId after)
            implements
            CampaignEvent {}

    /** A person set the budget. */
    @EventType("campaign.budget-set")
    record CampaignBudgetSet(CampaignId campaignId, CampaignBudget before, CampaignBudget after,
            @FreeText @Nullable String reason) implements CampaignEvent {}

    /**
     * The campaign follows its allocation in a ledger: a TOTAL budget becomes the allocation, a DAILY one stays and
     * is capped by it over the flight.
     *
     * @param ledgerVersion version of the ledger that {@code allocated} was read from; older ones come too late
     */
    @EventType("campaign.funded")
    record CampaignFunded(CampaignId campaignId, BudgetId budgetId, long ledgerVersion, Money allocated,
            CampaignBudget before, CampaignBudget after) implements CampaignEvent {}

    /** Released to run: it is scheduled, live or ended as its flight says. */
    @EventType("campaign.launched")
    record CampaignLaunched(CampaignId campaignId) implements CampaignEvent {}

    @EventType("campaign.paused")
    record CampaignPaused(CampaignId campaignId, @FreeText @Nullable String reason) implements CampaignEvent {}

    @EventType("campaign.resumed")
    record CampaignResumed(CampaignId campaignId) implements CampaignEvent {}

    /** Ended before its flight was over, for good. */
    @EventType("campaign.ended")
    record CampaignEnded(CampaignId campaignId, @FreeText @Nullable String reason) implements CampaignEvent {}

    @EventType("campaign.archived")
    record CampaignArchived(CampaignId campaignId) implements CampaignEvent {}

    /** Where a campaign runs and what for. */
    record Classification(String channel, String platform, Objective objective) {}

    /** When a campaign runs: calendar days of a time zone. */
    record Schedule(Flight flight, ZoneId timeZone) {}
}
