package org.mediaplanner.queries.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.FieldChange;
import org.mediaplanner.events.campaign.Bidding;
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
import org.mediaplanner.events.campaign.Pacing;
import org.mediaplanner.events.campaign.Pacing.Ahead;
import org.mediaplanner.events.campaign.Pacing.Asap;
import org.mediaplanner.events.campaign.Pacing.Custom;
import org.mediaplanner.events.campaign.Pacing.Even;
import org.mediaplanner.events.campaign.Targeting;

/** Which properties a campaign's event changed, in the names that the interface uses; a function of that event alone. */
final class Changes {

    private final List<FieldChange> changes = new ArrayList<>();

    private Changes() {}

    static List<FieldChange> of(CampaignEvent event) {
        Changes changes = new Changes();
        switch (event) {
            case CampaignCreated e -> changes.created(e);
            case CampaignRenamed e -> changes.add("name", e.before(), e.after());
            case CampaignClassified e -> changes.add("channel", e.before().channel(), e.after().channel())
                    .add("platform", e.before().platform(), e.after().platform())
                    .add("objective", e.before().objective(), e.after().objective());
            case CampaignRescheduled e -> changes
                    .add("startDate", e.before().flight().start(), e.after().flight().start())
                    .add("endDate", e.before().flight().end(), e.after().flight().end())
                    .add("timeZone", e.before().timeZone(), e.after().timeZone());
            case CampaignPacingSet e -> changes.pacing(e.before(), e.after());
            case CampaignBiddingSet e -> changes.bidding(e.before(), e.after());
            case CampaignTargetingSet e -> changes.targeting(e.before(), e.after());
            case CampaignTagged e -> changes.add("tags", list(e.before()), list(e.after()));
            case CampaignAssigned e -> changes.add("clientId", e.before(), e.after());
            case CampaignBudgetSet e -> changes.budget(e.before(), e.after());
            case CampaignFunded e -> changes.budget(e.before(), e.after())
                    .add("allocated", null, e.allocated());
            case CampaignLaunched e -> changes.add("status", "DRAFT", "LAUNCHED");
            case CampaignPaused e -> changes.add("status", "LAUNCHED", "PAUSED");
            case CampaignResumed e -> changes.add("status", "PAUSED", "LAUNCHED");
            case CampaignEnded e -> changes.add("status", null, "ENDED");
            case CampaignArchived e -> changes.add("status", null, "ARCHIVED");
        }
        return List.copyOf(changes.changes);
    }

    /** Why it was done, where the event says so. */
    static @Nullable String reason(CampaignEvent event) {
        return switch (event) {
            case CampaignBudgetSet e -> e.reason();
            case CampaignPaused e -> e.reason();
            case CampaignEnded e -> e.reason();
            default -> null;
        };
    }

    private void created(CampaignCreated e) {
        add("name", null, e.name()).add("channel", null, e.channel()).add("platform", null, e.platform())
                .add("objective", null, e.objective()).add("startDate", null, e.flight().start())
                .add("endDate", null, e.flight().end()).add("timeZone", null, e.timeZone())
                .add("budget.type", null, e.budget().type()).add("budget.money", null, e.budget().money())
                .pacing(null, e.pacing()).bidding(null, e.bidding()).targeting(null, e.targeting())
                .add("tags", null, list(e.tags())).add("clientId", null, e.clientId()).add("copyOf", null, e.copyOf())
                .add("status", null, "DRAFT");
    }

    private Changes budget(CampaignBudget before, CampaignBudget after) {
        return add("budget.type", before.type(), after.type()).add("budget.money", before.money(), after.money());
    }

    private Changes add(String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changes.add(FieldChange.of(field, before, after));
        }
        return this;
    }

    private Changes pacing(@Nullable Pacing before, @Nullable Pacing after) {
        return each(before, after, "pacing.mode", Changes::mode)
                .each(before, after, "pacing.percent", pacing -> pacing instanceof Ahead ahead ? ahead.percent() : null)
                .each(before, after, "pacing.curve", pacing -> pacing instanceof Custom custom ? curve(custom) : null);
    }

    private Changes bidding(@Nullable Bidding before, @Nullable Bidding after) {
        return each(before, after, "bidding.strategy", Bidding::strategy)
                .each(before, after, "bidding.target", Bidding::target)
                .each(before, after, "bidding.targetRoas", Bidding::targetRoas);
    }

    private Changes targeting(@Nullable Targeting before, @Nullable Targeting after) {
        return each(before, after, "targeting.locations", targeting -> list(targeting.locations()))
                .each(before, after, "targeting.languages", targeting -> list(targeting.languages()))
                .each(before, after, "targeting.audiences", targeting -> list(targeting.audiences()))
                .each(before, after, "targeting.devices", targeting -> list(targeting.devices()))
                .each(before, after, "targeting.keywords", targeting -> list(targeting.keywords()));
    }

    private <T> Changes each(@Nullable T before, @Nullable T after, String field, Function<T, @Nullable Object> part) {
        return add(field, before == null ? null : part.apply(before), after == null ? null : part.apply(after));
    }

    private static String mode(Pacing pacing) {
        return switch (pacing) {
            case Even _ -> "EVEN";
            case Asap _ -> "ASAP";
            case Ahead _ -> "AHEAD";
            case Custom _ -> "CUSTOM";
        };
    }

    private static String curve(Custom pacing) {
        return pacing.curve().stream().map(step -> step.from() + ": " + step.percent().toPlainString() + " %")
                .collect(Collectors.joining(", "));
    }

    /** {@code null} for an empty one: nothing is set. */
    private static @Nullable String list(List<String> values) {
        return values.isEmpty() ? null : String.join(", ", values);
    }
}
