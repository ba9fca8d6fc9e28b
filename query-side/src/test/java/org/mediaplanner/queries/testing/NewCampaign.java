package org.mediaplanner.queries.testing;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.campaign.CampaignBudget;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignCreated;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.campaign.Flight;
import org.mediaplanner.events.campaign.Objective;
import org.mediaplanner.events.campaign.Pacing;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.money.Money;

/** A campaign in the making, of which a test says only what it looks at. */
public record NewCampaign(String name, String channel, String platform, Objective objective, Flight flight, ZoneId zone,
        Money budget, List<String> tags, @Nullable ClientId client) {

    public static final LocalDate START = LocalDate.of(2026, 3, 2);

    public static NewCampaign named(String name) {
        return new NewCampaign(name, "SEARCH", "GOOGLE_ADS", Objective.SALES, new Flight(START, START.plusDays(29)),
                ZoneId.of("UTC"), Money.of("3000", "EUR"), List.of(), null);
    }

    public NewCampaign on(String channel, String platform) {
        return new NewCampaign(name, channel, platform, objective, flight, zone, budget, tags, client);
    }

    public NewCampaign with(Objective objective) {
        return new NewCampaign(name, channel, platform, objective, flight, zone, budget, tags, client);
    }

    public NewCampaign from(LocalDate start, LocalDate end) {
        return new NewCampaign(name, channel, platform, objective, new Flight(start, end), zone, budget, tags, client);
    }

    public NewCampaign in(ZoneId zone) {
        return new NewCampaign(name, channel, platform, objective, flight, zone, budget, tags, client);
    }

    public NewCampaign costing(String amount, String currency) {
        return new NewCampaign(name, channel, platform, objective, flight, zone, Money.of(amount, currency), tags,
                client);
    }

    public NewCampaign tagged(String... tags) {
        return new NewCampaign(name, channel, platform, objective, flight, zone, budget, List.of(tags), client);
    }

    public NewCampaign of(ClientId client) {
        return new NewCampaign(name, channel, platform, objective, flight, zone, budget, tags, client);
    }

    public CampaignCreated created() {
        return created(CampaignId.next());
    }

    public CampaignCreated created(CampaignId id) {
        return new CampaignCreated(id, name, channel, platform, objective, flight, zone,
                new CampaignBudget(CampaignBudget.Type.TOTAL, budget), Pacing.EVEN, null, null, tags, client, null);
    }
}
