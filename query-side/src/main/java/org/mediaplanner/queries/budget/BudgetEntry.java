package org.mediaplanner.queries.budget;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.queries.history.Actor;

/** One line of a ledger. */
public record BudgetEntry(long position, Instant at, Actor actor, Kind kind, List<EntryMove> moves,
        @Nullable String reason) {

    /** What a ledger did; money that a campaign refused shows as released by the system. */
    public enum Kind {
        FUNDED, ALLOCATED, REALLOCATED, RELEASED, WITHDRAWN, CLOSED
    }

    /** @param campaignId {@code null} where money came into or left the pool */
    public record EntryMove(@Nullable CampaignId campaignId, Money delta) {}
}
