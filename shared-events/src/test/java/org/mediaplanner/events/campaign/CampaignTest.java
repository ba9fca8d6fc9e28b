package org.mediaplanner.events.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.FieldChange;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.campaign.Campaign.Funding;
import org.mediaplanner.events.campaign.Campaign.Phase;
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
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.money.Money;

class CampaignTest {

    private static final CampaignId ID = CampaignId.next();
    private static final ClientId CLIENT = ClientId.next();
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Flight MARCH = new Flight(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31));
    private static final CampaignBudget TOTAL = new CampaignBudget(CampaignBudget.Type.TOTAL, Money.of("310", "EUR"));
    private static final CampaignBudget DAILY = new CampaignBudget(CampaignBudget.Type.DAILY, Money.of("5", "EUR"));
    private static final CampaignCreated CREATED = new CampaignCreated(ID, "Spring", "SEARCH", "GOOGLE_ADS",
            Objective.SALES, MARCH, BERLIN, TOTAL, Pacing.EVEN, null, null, List.of("brand"), null, null);
    private static final Campaign DRAFT = Campaign.evolve(null, CREATED);

    private static Campaign after(CampaignEvent... events) {
        @Nullable
        Campaign campaign = DRAFT;
        for (CampaignEvent event : events) {
            campaign = Campaign.evolve(campaign, event);
        }
        return campaign;
    }

    @Test
    void is_what_created_it_and_a_draft() {
        assertThat(DRAFT).isEqualTo(new Campaign(ID, "Spring", "SEARCH", "GOOGLE_ADS", Objective.SALES, MARCH, BERLIN,
                TOTAL, Pacing.EVEN, null, null, List.of("brand"), null, Phase.DRAFT, null));
        assertThat(DRAFT.currency().getCurrencyCode()).isEqualTo("EUR");
        assertThat(CREATED.streamId()).isEqualTo(ID.value());
    }

    @Test
    void begins_with_its_creation_and_is_created_once() {
        assertThatThrownBy(() -> Campaign.evolve(null, new CampaignLaunched(ID)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(Campaign.evolve(after(new CampaignLaunched(ID)), CREATED)).isEqualTo(DRAFT);
    }

    @Test
    void each_change_changes_that_and_nothing_else() {
        Bidding bidding = new Bidding("TARGET_CPA", Money.of("5", "EUR"), BigDecimal.ONE);
        Targeting targeting = new Targeting(List.of("DE"), List.of("de"), List.of("a"), List.of("d"), List.of("k"));
        Flight april = new Flight(LocalDate.of(2026, 4, 1), LocalDate.of(2026, 4, 30));
        Campaign changed = after(new CampaignRenamed(ID, "Spring", "Summer"),
                new CampaignClassified(ID, new Classification("SEARCH", "GOOGLE_ADS", Objective.SALES),
                        new Classification("SOCIAL", "META", Objective.LEADS)),
                new CampaignRescheduled(ID, new Schedule(MARCH, BERLIN), new Schedule(april, ZoneId.of("UTC"))),
                new CampaignTagged(ID, List.of("brand"), List.of("x", "y")), new CampaignAssigned(ID, null, CLIENT),
                new CampaignPacingSet(ID, Pacing.EVEN, new Pacing.Asap()), new CampaignBiddingSet(ID, null, bidding),
                new CampaignTargetingSet(ID, null, targeting), new CampaignBudgetSet(ID, TOTAL, DAILY, "why"));
        assertThat(changed).isEqualTo(new Campaign(ID, "Summer", "SOCIAL", "META", Objective.LEADS, april,
                ZoneId.of("UTC"), DAILY, new Pacing.Asap(), bidding, targeting, List.of("x", "y"), CLIENT, Phase.DRAFT,
                null));
    }

    @Test
    void a_ledger_feeds_it() {
        BudgetId ledger = BudgetId.next();
        CampaignBudget fed = new CampaignBudget(CampaignBudget.Type.TOTAL, Money.of("20", "EUR"));
        Campaign funded = after(new CampaignFunded(ID, ledger, 7, Money.of("20", "EUR"), TOTAL, fed));
        assertThat(funded.funding()).isEqualTo(new Funding(ledger, 7, Money.of("20", "EUR")));
        assertThat(funded.budget()).isEqualTo(fed);
        assertThat(funded.isFedByLedger()).isTrue();
        assertThat(DRAFT.isFedByLedger()).isFalse();
        assertThat(after(new CampaignFunded(ID, ledger, 8, Money.of("0", "EUR"), TOTAL, TOTAL)).isFedByLedger())
                .isFalse();
    }

    @Test
    void it_can_spend_no_more_than_its_budget_and_what_a_ledger_gave_it() {
        BudgetId ledger = BudgetId.next();
        assertThat(DRAFT.cap()).isEqualTo(Money.of("310", "EUR"));
        assertThat(after(new CampaignBudgetSet(ID, TOTAL, DAILY, null)).cap()).as("31 days of 5")
                .isEqualTo(Money.of("155", "EUR"));
        assertThat(after(new CampaignFunded(ID, ledger, 7, Money.of("20", "EUR"), TOTAL, DAILY)).cap())
                .isEqualTo(Money.of("20", "EUR"));
        assertThat(after(new CampaignFunded(ID, ledger, 7, Money.of("200", "EUR"), TOTAL, DAILY)).cap())
                .isEqualTo(Money.of("155", "EUR"));
        assertThat(after(new CampaignFunded(ID, ledger, 8, Money.of("0", "EUR"), TOTAL, TOTAL)).cap())
                .as("no ledger feeds it any more").isEqualTo(Money.of("310", "EUR"));
    }

    @Test
    void its_status_follows_from_its_phase_and_the_day() {
        LocalDate before = MARCH.start().minusDays(1);
        LocalDate after = MARCH.end().plusDays(1);
        Campaign launched = after(new CampaignLaunched(ID));
        Campaign paused = after(new CampaignLaunched(ID), new CampaignPaused(ID, null));
        assertThat(DRAFT.statusOn(after)).isEqualTo(CampaignStatus.DRAFT);
        assertThat(launched.statusOn(before)).isEqualTo(CampaignStatus.SCHEDULED);
        assertThat(launched.statusOn(MARCH.start())).isEqualTo(CampaignStatus.LIVE);
        assertThat(launched.statusOn(MARCH.end())).isEqualTo(CampaignStatus.LIVE);
        assertThat(launched.statusOn(after)).isEqualTo(CampaignStatus.ENDED);
        assertThat(paused.statusOn(MARCH.end())).isEqualTo(CampaignStatus.PAUSED);
        assertThat(paused.statusOn(after)).isEqualTo(CampaignStatus.ENDED);
        assertThat(after(new CampaignLaunched(ID), new CampaignPaused(ID, null), new CampaignResumed(ID)).phase())
                .isEqualTo(Phase.LAUNCHED);
        assertThat(after(new CampaignEnded(ID, null)).statusOn(before)).isEqualTo(CampaignStatus.ENDED);
        assertThat(after(new CampaignArchived(ID)).statusOn(before)).isEqualTo(CampaignStatus.ARCHIVED);
    }

    @Test
    void a_flight_has_both_its_ends() {
        assertThat(MARCH.days()).isEqualTo(31);
        assertThat(MARCH.contains(MARCH.start())).isTrue();
        assertThat(MARCH.contains(MARCH.end())).isTrue();
        assertThat(MARCH.contains(MARCH.start().minusDays(1))).isFalse();
        assertThat(MARCH.contains(MARCH.end().plusDays(1))).isFalse();
        assertThat(MARCH).hasToString("2026-03-01/2026-03-31");
        assertThat(new Flight(MARCH.start(), MARCH.start()).days()).isEqualTo(1);
        assertThatThrownBy(() -> new Flight(MARCH.end(), MARCH.start())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_daily_budget_is_so_much_for_each_day_of_the_flight() {
        assertThat(DAILY.over(MARCH)).isEqualTo(Money.of("155", "EUR"));
        assertThat(TOTAL.over(MARCH)).isEqualTo(Money.of("310", "EUR"));
        assertThat(DAILY).hasToString("DAILY 5.00 EUR");
    }

    @Test
    void changes_are_written_as_text() {
        assertThat(FieldChange.of("a", null, 5)).isEqualTo(new FieldChange("a", null, "5"));
        assertThat(FieldChange.of("a", TOTAL, null)).isEqualTo(new FieldChange("a", "TOTAL 310.00 EUR", null));
    }
}
