package org.mediaplanner.commands.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Change;
import org.mediaplanner.commands.Checks;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.campaign.CampaignCommand.ArchiveCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.CreateCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.DuplicateCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.EditCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.EndCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.FollowAllocation;
import org.mediaplanner.commands.campaign.CampaignCommand.LaunchCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.PauseCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.ResumeCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.SetCampaignBudget;
import org.mediaplanner.events.campaign.Campaign;
import org.mediaplanner.events.campaign.Campaign.Phase;
import org.mediaplanner.events.campaign.CampaignBudget;
import org.mediaplanner.events.campaign.CampaignEvent;
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
import org.mediaplanner.events.campaign.CampaignEvent.Classification;
import org.mediaplanner.events.campaign.CampaignEvent.Schedule;
import org.mediaplanner.events.campaign.CampaignStatus;

/** Decides what a command makes happen to a campaign: a pure function of its state, the command and the circumstances. */
final class CampaignDecider {

    private CampaignDecider() {}

    /**
     * What a decision depends on beside the campaign.
     *
     * @param tenantZone for campaigns that name no time zone
     * @param fedByLedger whether money of a ledger is allocated to the campaign at this moment
     * @param source the campaign to duplicate
     */
    record Circumstances(Instant now, ZoneId tenantZone, boolean fedByLedger, @Nullable Campaign source) {}

    /** The events that follow, none where nothing has to change; refuses what must not happen. */
    static List<CampaignEvent> decide(@Nullable Campaign campaign, CampaignCommand command, Circumstances given) {
        return switch (command) {
            case CreateCampaign create -> List.of(create(create, given));
            case DuplicateCampaign duplicate -> List.of(duplicate(duplicate, given));
            case EditCampaign edit -> edit(existing(campaign), edit, given);
            case SetCampaignBudget set -> setBudget(existing(campaign), set, given);
            case LaunchCampaign launch -> List.of(launch(existing(campaign), given));
            case PauseCampaign pause -> List.of(pause(existing(campaign), pause, given));
            case ResumeCampaign resume -> List.of(resume(existing(campaign), given));
            case EndCampaign end -> List.of(end(existing(campaign), end, given));
            case ArchiveCampaign archive -> archive(existing(campaign), given);
            case FollowAllocation follow -> follow(existing(campaign), follow, given);
        };
    }

    private static CampaignEvent create(CreateCampaign c, Circumstances given) {
        CampaignCreated created = new CampaignCreated(c.campaignId(), c.name(), c.channel(), c.platform(),
                c.objective(), CampaignRules.flight(c.startDate(), c.endDate()),
                Objects.requireNonNullElse(c.timeZone(), given.tenantZone()), c.budget(), c.pacing(), c.bidding(),
                c.targeting(), List.copyOf(c.tags()), c.clientId(), null);
        CampaignRules.check(Campaign.evolve(null, created));
        return created;
    }

    private static CampaignEvent duplicate(DuplicateCampaign c, Circumstances given) {
        Campaign source = existing(given.source());
        CampaignCreated created = new CampaignCreated(c.campaignId(), Objects.requireNonNull(c.name()),
                source.channel(), source.platform(), source.objective(), source.flight(), source.timeZone(),
                source.budget(), source.pacing(), source.bidding(), source.targeting(), source.tags(),
                source.clientId(), source.id());
        CampaignRules.check(Campaign.evolve(null, created));
        return created;
    }

    private static List<CampaignEvent> edit(Campaign campaign, EditCampaign c, Circumstances given) {
        refuseArchived(campaign);
        List<CampaignEvent> events = new ArrayList<>();
        String name = Change.require(c.name(), campaign.name());
        if (!name.equals(campaign.name())) {
            events.add(new CampaignRenamed(campaign.id(), campaign.name(), name));
        }
        var classification = new Classification(campaign.channel(), campaign.platform(), campaign.objective());
        var classified = new Classification(Change.require(c.channel(), campaign.channel()),
                Change.require(c.platform(), campaign.platform()),
                Change.require(c.objective(), campaign.objective()));
        if (!classified.equals(classification)) {
            events.add(new CampaignClassified(campaign.id(), classification, classified));
        }
        var schedule = new Schedule(campaign.flight(), campaign.timeZone());
        var rescheduled = new Schedule(
                CampaignRules.flight(Change.require(c.startDate(), campaign.flight().start()),
                        Change.require(c.endDate(), campaign.flight().end())),
                Change.require(c.timeZone(), campaign.timeZone()));
        if (!rescheduled.equals(schedule)) {
            refuseOver(campaign, campaign.phase() == Phase.ENDED);
            events.add(new CampaignRescheduled(campaign.id(), schedule, rescheduled));
        }
        CampaignBudget budget = Change.require(c.budget(), campaign.budget());
        if (!budget.equals(campaign.budget())) {
            events.add(budgetSet(campaign, budget, null, given));
        }
        var pacing = Change.require(c.pacing(), campaign.pacing());
        if (!pacing.equals(campaign.pacing())) {
            events.add(new CampaignPacingSet(campaign.id(), campaign.pacing(), pacing));
        }
        var bidding = Change.apply(c.bidding(), campaign.bidding());
        if (!Objects.equals(bidding, campaign.bidding())) {
            events.add(new CampaignBiddingSet(campaign.id(), campaign.bidding(), bidding));
        }
        var targeting = Change.apply(c.targeting(), campaign.targeting());
        if (!Objects.equals(targeting, campaign.targeting())) {
            events.add(new CampaignTargetingSet(campaign.id(), campaign.targeting(), targeting));
        }
        List<String> tags = Objects.requireNonNullElse(Change.apply(c.tags(), campaign.tags()), List.of());
        if (!tags.equals(campaign.tags())) {
            events.add(new CampaignTagged(campaign.id(), campaign.tags(), List.copyOf(tags)));
        }
        var clientId = Change.apply(c.clientId(), campaign.clientId());
        if (!Objects.equals(clientId, campaign.clientId())) {
            events.add(new CampaignAssigned(campaign.id(), campaign.clientId(), clientId));
        }
        CampaignRules.check(after(campaign, events));
        return events;
    }

    private static List<CampaignEvent> setBudget(Campaign campaign, SetCampaignBudget c, Circumstances given) {
        refuseArchived(campaign);
        new Checks().text("reason", c.reason(), Checks.REASON_LENGTH).orRefuse();
        if (c.budget().equals(campaign.budget())) {
            return List.of();
        }
        List<CampaignEvent> events = List.of(budgetSet(campaign, c.budget(), c.reason(), given));
        CampaignRules.check(after(campaign, events));
        return events;
    }

    private static CampaignEvent budgetSet(Campaign campaign, CampaignBudget budget, @Nullable String reason,
            Circumstances given) {
        refuseOver(campaign, campaign.phase() == Phase.ENDED);
        if (given.fedByLedger() || campaign.isFedByLedger()) {
            throw Refusal.conflict("budget-is-allocated",
                    "A ledger's money is allocated to this campaign: allocate or release there instead");
        }
        if (!budget.money().currency().equals(campaign.currency())) {
            throw Refusal.rule("currency-mismatch", "budget.money.currency",
                    "must be the campaign's " + campaign.currency());
        }
        return new CampaignBudgetSet(campaign.id(), campaign.budget(), budget, reason);
    }

    private static CampaignEvent launch(Campaign campaign, Circumstances given) {
        refuseArchived(campaign);
        if (campaign.phase() != Phase.DRAFT) {
            throw Refusal.conflict("wrong-state", "Only a draft can be launched; this campaign was launched before");
        }
        if (today(campaign, given).isAfter(campaign.flight().end())) {
            throw Refusal.rule("flight-over", "endDate", "the flight ended on " + campaign.flight().end());
        }
        return new CampaignLaunched(campaign.id());
    }

    private static CampaignEvent pause(Campaign campaign, PauseCampaign c, Circumstances given) {
        refuseArchived(campaign);
        new Checks().text("reason", c.reason(), Checks.REASON_LENGTH).orRefuse();
        refuseOver(campaign, isOver(campaign, given));
        requirePhase(campaign, Phase.LAUNCHED, "paused");
        return new CampaignPaused(campaign.id(), c.reason());
    }

    private static CampaignEvent resume(Campaign campaign, Circumstances given) {
        refuseArchived(campaign);
        refuseOver(campaign, isOver(campaign, given));
        requirePhase(campaign, Phase.PAUSED, "resumed");
        return new CampaignResumed(campaign.id());
    }

    private static CampaignEvent end(Campaign campaign, EndCampaign c, Circumstances given) {
        refuseArchived(campaign);
        new Checks().text("reason", c.reason(), Checks.REASON_LENGTH).orRefuse();
        refuseOver(campaign, isOver(campaign, given));
        if (campaign.phase() == Phase.DRAFT) {
            throw Refusal.conflict("wrong-state", "A draft was never launched and cannot be ended; archive it instead");
        }
        return new CampaignEnded(campaign.id(), c.reason());
    }

    private static List<CampaignEvent> archive(Campaign campaign, Circumstances given) {
        if (campaign.phase() == Phase.ARCHIVED) {
            return List.of();
        }
        if (campaign.statusOn(today(campaign, given)) == CampaignStatus.LIVE) {
            throw Refusal.conflict("campaign-live", "A live campaign must be paused or ended before it is archived");
        }
        return List.of(new CampaignArchived(campaign.id()));
    }

    private static List<CampaignEvent> follow(Campaign campaign, FollowAllocation c, Circumstances given) {
        var funding = campaign.funding();
        boolean sameLedger = funding != null && funding.budgetId().equals(c.budgetId());
        if (funding != null && sameLedger && funding.ledgerVersion() >= c.ledgerVersion()) {
            return List.of();
        }
        if (!c.allocated().currency().equals(campaign.currency())) {
            throw Refusal.rule("currency-mismatch", "amount.currency", "must be the campaign's " + campaign.currency());
        }
        if (c.more()) {
            refuseArchived(campaign);
            refuseOver(campaign, isOver(campaign, given));
            if (campaign.isFedByLedger() && !sameLedger) {
                throw Refusal.conflict("fed-by-another-budget", "Another ledger feeds this campaign");
            }
        }
        boolean asBefore = funding == null ? c.allocated().isZero() : funding.allocated().equals(c.allocated());
        if (!c.more() && asBefore) {
            return List.of();
        }
        CampaignBudget budget = switch (campaign.budget().type()) {
            case TOTAL -> new CampaignBudget(CampaignBudget.Type.TOTAL, c.allocated());
            case DAILY -> campaign.budget();
        };
        return List.of(new CampaignFunded(campaign.id(), c.budgetId(), c.ledgerVersion(), c.allocated(),
                campaign.budget(), budget));
    }

    private static Campaign existing(@Nullable Campaign campaign) {
        if (campaign == null) {
            throw Refusal.absent("campaign");
        }
        return campaign;
    }

    private static Campaign after(Campaign campaign, List<CampaignEvent> events) {
        Campaign changed = campaign;
        for (CampaignEvent event : events) {
            changed = Campaign.evolve(changed, event);
        }
        return changed;
    }

    private static LocalDate today(Campaign campaign, Circumstances given) {
        return LocalDate.ofInstant(given.now(), campaign.timeZone());
    }

    private static boolean isOver(Campaign campaign, Circumstances given) {
        return campaign.statusOn(today(campaign, given)) == CampaignStatus.ENDED;
    }

    private static void refuseArchived(Campaign campaign) {
        if (campaign.phase() == Phase.ARCHIVED) {
            throw Refusal.conflict("campaign-archived", "An archived campaign does not change any more");
        }
    }

    private static void refuseOver(Campaign campaign, boolean over) {
        if (over) {
            throw Refusal.conflict("campaign-ended", "The campaign " + campaign.id() + " has ended");
        }
    }

    private static void requirePhase(Campaign campaign, Phase phase, String done) {
        if (campaign.phase() != phase) {
            throw Refusal.conflict("wrong-state", "A campaign that is " + campaign.phase() + " cannot be " + done);
        }
    }
}
