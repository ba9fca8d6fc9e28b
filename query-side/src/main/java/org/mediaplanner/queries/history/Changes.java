package org.mediaplanner.queries.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.FieldChange;
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
import org.mediaplanner.queries.projection.ViewJson;

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
            case CampaignPacingSet e -> changes.add("pacing", json(e.before()), json(e.after()));
            case CampaignBiddingSet e -> changes.add("bidding", json(e.before()), json(e.after()));
            case CampaignTargetingSet e -> changes.add("targeting", json(e.before()), json(e.after()));
            case CampaignTagged e -> changes.add("tags", String.join(", ", e.before()), String.join(", ", e.after()));
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
                .add("pacing", null, json(e.pacing())).add("bidding", null, json(e.bidding()))
                .add("targeting", null, json(e.targeting()))
                .add("tags", null, e.tags().isEmpty() ? null : String.join(", ", e.tags()))
                .add("clientId", null, e.clientId()).add("copyOf", null, e.copyOf()).add("status", null, "DRAFT");
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

    private static @Nullable String json(@Nullable Object value) {
        return value == null ? null : ViewJson.write(value);
    }
}
