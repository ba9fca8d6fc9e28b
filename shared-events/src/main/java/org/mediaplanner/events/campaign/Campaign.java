package org.mediaplanner.events.campaign;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignArchived;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignAssigned;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignBiddingSet;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignBudgetSet;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignClassified;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignCreated;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignEnded;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignFunded;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignLaunched;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignPacingSet;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignPaused;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignRenamed;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignRescheduled;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignResumed;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignTagged;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignTargetingSet;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.client.OfClient;
import org.mediaplanner.events.money.Money;

/**
 * What the events of one campaign say, folded. Deciding, the read model, time travel and tests share this one fold.
 *
 * @param phase what people decided; the status that they see follows from it and the day
 * @param funding the ledger that feeds it and how much, once one does
 */
public record Campaign(CampaignId id, String name, String channel, String platform, Objective objective, Flight flight,
        ZoneId timeZone, CampaignBudget budget, Pacing pacing, @Nullable Bidding bidding,
        @Nullable Targeting targeting, List<String> tags, @Nullable ClientId clientId, Phase phase,
        @Nullable Funding funding) implements OfClient {

    /** What people decided about a campaign, whatever the day. */
    public enum Phase {
        DRAFT, LAUNCHED, PAUSED, ENDED, ARCHIVED
    }

    /** Money allocated by a ledger, as of the ledger's version. */
    public record Funding(BudgetId budgetId, long ledgerVersion, Money allocated) {}

    /** The state after {@code event}; {@code null} stands for "not yet created". */
    public static Campaign evolve(@Nullable Campaign campaign, CampaignEvent event) {
        if (event instanceof CampaignCreated e) {
            return new Campaign(e.campaignId(), e.name(), e.channel(), e.platform(), e.objective(), e.flight(),
                    e.timeZone(), e.budget(), e.pacing(), e.bidding(), e.targeting(), e.tags(), e.clientId(),
                    Phase.DRAFT, null);
        }
        if (campaign == null) {
            throw new IllegalStateException("A campaign's first event must create it, not " + event);
        }
        return campaign.after(event);
    }

    public Currency currency() {
        return budget.money().currency();
    }

    /** True once a ledger's money is allocated to it: then only the ledger changes its budget. */
    public boolean isFedByLedger() {
        return funding != null && !funding.allocated().isZero();
    }

    /** What it may spend over its flight: its budget, and where a ledger feeds it, no more than is allocated. */
    public Money cap() {
        Money over = budget.over(flight);
        return funding != null && isFedByLedger() && funding.allocated().compareTo(over) < 0
                ? funding.allocated()
                : over;
    }

    /** The status on {@code today}, a day in the campaign's own time zone. */
    public CampaignStatus statusOn(LocalDate today) {
        return switch (phase) {
            case DRAFT -> CampaignStatus.DRAFT;
            case ENDED -> CampaignStatus.ENDED;
            case ARCHIVED -> CampaignStatus.ARCHIVED;
            case PAUSED -> today.isAfter(flight.end()) ? CampaignStatus.ENDED : CampaignStatus.PAUSED;
            case LAUNCHED -> today.isBefore(flight.start())
                    ? CampaignStatus.SCHEDULED
                    : today.isAfter(flight.end()) ? CampaignStatus.ENDED : CampaignStatus.LIVE;
        };
    }

    private Campaign after(CampaignEvent event) {
        return switch (event) {
            case CampaignCreated e -> throw new IllegalStateException(id + " was created already: " + e);
            case CampaignRenamed e -> with(e.after(), channel, platform, objective, flight, timeZone, tags, clientId);
            case CampaignClassified e -> with(name, e.after().channel(), e.after().platform(), e.after().objective(),
                    flight, timeZone, tags, clientId);
            case CampaignRescheduled e -> with(name, channel, platform, objective, e.after().flight(),
                    e.after().timeZone(), tags, clientId);
            case CampaignTagged e -> with(name, channel, platform, objective, flight, timeZone, e.after(), clientId);
            case CampaignAssigned e -> with(name, channel, platform, objective, flight, timeZone, tags, e.after());
            case CampaignPacingSet e -> buying(budget, e.after(), bidding, targeting, funding);
            case CampaignBiddingSet e -> buying(budget, pacing, e.after(), targeting, funding);
            case CampaignTargetingSet e -> buying(budget, pacing, bidding, e.after(), funding);
            case CampaignBudgetSet e -> buying(e.after(), pacing, bidding, targeting, funding);
            case CampaignFunded e -> buying(e.after(), pacing, bidding, targeting,
                    new Funding(e.budgetId(), e.ledgerVersion(), e.allocated()));
            case CampaignLaunched e -> in(Phase.LAUNCHED);
            case CampaignPaused e -> in(Phase.PAUSED);
            case CampaignResumed e -> in(Phase.LAUNCHED);
            case CampaignEnded e -> in(Phase.ENDED);
            case CampaignArchived e -> in(Phase.ARCHIVED);
        };
    }

    private Campaign with(String name, String channel, String platform, Objective objective, Flight flight,
            ZoneId timeZone, List<String> tags, @Nullable ClientId clientId) {
        return new Campaign(id, name, channel, platform, objective, flight, timeZone, budget, pacing, bidding,
                targeting, tags, clientId, phase, funding);
    }

    private Campaign buying(CampaignBudget budget, Pacing pacing, @Nullable Bidding bidding,
            @Nullable Targeting targeting, @Nullable Funding funding) {
        return new Campaign(id, name, channel, platform, objective, flight, timeZone, budget, pacing, bidding,
                targeting, tags, clientId, phase, funding);
    }

    private Campaign in(Phase phase) {
        return new Campaign(id, name, channel, platform, objective, flight, timeZone, budget, pacing, bidding,
                targeting, tags, clientId, phase, funding);
    }
}
