package org.mediaplanner.queries.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mediaplanner.events.FieldChange;
import org.mediaplanner.events.budget.BudgetId;
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
import org.mediaplanner.events.campaign.CampaignEvent.Classification;
import org.mediaplanner.events.campaign.CampaignEvent.Schedule;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.campaign.Flight;
import org.mediaplanner.events.campaign.Objective;
import org.mediaplanner.events.campaign.Pacing;
import org.mediaplanner.events.campaign.Targeting;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.money.Money;

class ChangesTest {

    private static final CampaignId ID = CampaignId.next();
    private static final CampaignId OTHER = CampaignId.next();
    private static final ClientId CLIENT = ClientId.next();
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final CampaignBudget TOTAL = budget(CampaignBudget.Type.TOTAL, "1000");
    private static final CampaignBudget DAILY = budget(CampaignBudget.Type.DAILY, "50.5");

    private static CampaignBudget budget(CampaignBudget.Type type, String amount) {
        return new CampaignBudget(type, Money.of(amount, "EUR"));
    }

    private static FieldChange change(String field, @Nullable String before, @Nullable String after) {
        return new FieldChange(field, before, after);
    }

    static Stream<Arguments> events() {
        return Stream.of(
                told(new CampaignCreated(ID, "Spring", "SEARCH", "META", Objective.SALES, new Flight(DAY, DAY
                        .plusDays(9)), BERLIN, TOTAL, Pacing.EVEN, null, null, List.of("a", "b"), CLIENT, OTHER),
                        change("name", null, "Spring"), change("channel", null, "SEARCH"),
                        change("platform", null, "META"), change("objective", null, "SALES"),
                        change("startDate", null, "2026-03-02"), change("endDate", null, "2026-03-11"),
                        change("timeZone", null, "Europe/Berlin"), change("budget.type", null, "TOTAL"),
                        change("budget.money", null, "1000.00 EUR"), change("pacing.mode", null, "EVEN"),
                        change("tags", null, "a, b"), change("clientId", null, CLIENT.value()),
                        change("copyOf", null, OTHER.value()), change("status", null, "DRAFT")),
                told(new CampaignRenamed(ID, "Spring", "Summer"), change("name", "Spring", "Summer")),
                told(new CampaignClassified(ID, new Classification("SEARCH", "META", Objective.SALES),
                        new Classification("VIDEO", "META", Objective.LEADS)), change("channel", "SEARCH", "VIDEO"),
                        change("objective", "SALES", "LEADS")),
                told(new CampaignRescheduled(ID, new Schedule(new Flight(DAY, DAY), BERLIN), new Schedule(new Flight(
                        DAY, DAY.plusDays(1)), ZoneId.of("UTC"))), change("endDate", "2026-03-02", "2026-03-03"),
                        change("timeZone", "Europe/Berlin", "UTC")),
                told(new CampaignPacingSet(ID, Pacing.EVEN, new Pacing.Ahead(new BigDecimal("12.5"))),
                        change("pacing.mode", "EVEN", "AHEAD"), change("pacing.percent", null, "12.5")),
                told(new CampaignBiddingSet(ID, null, new Bidding("TARGET_CPA", Money.of("4.2", "EUR"), null)),
                        change("bidding.strategy", null, "TARGET_CPA"), change("bidding.target", null, "4.20 EUR")),
                told(new CampaignTargetingSet(ID,
                        new Targeting(List.of("DE", "AT"), List.of(), List.of(), List.of(), List
                                .of()),
                        null),
                        change("targeting.locations", "DE, AT", null)),
                told(new CampaignTagged(ID, List.of("a"), List.of("a", "b")), change("tags", "a", "a, b")),
                told(new CampaignAssigned(ID, CLIENT, null), change("clientId", CLIENT.value(), null)),
                told(new CampaignBudgetSet(ID, TOTAL, DAILY, "more"), change("budget.type", "TOTAL", "DAILY"),
                        change("budget.money", "1000.00 EUR", "50.50 EUR")),
                told(new CampaignFunded(ID, BudgetId.next(), 3, Money.of("700", "EUR"), TOTAL, budget(
                        CampaignBudget.Type.TOTAL, "700")), change("budget.money", "1000.00 EUR", "700.00 EUR"),
                        change("allocated", null, "700.00 EUR")),
                told(new CampaignLaunched(ID), change("status", "DRAFT", "LAUNCHED")),
                told(new CampaignPaused(ID, null), change("status", "LAUNCHED", "PAUSED")),
                told(new CampaignResumed(ID), change("status", "PAUSED", "LAUNCHED")),
                told(new CampaignEnded(ID, "sold out"), change("status", null, "ENDED")),
                told(new CampaignArchived(ID), change("status", null, "ARCHIVED")));
    }

    private static Arguments told(CampaignEvent event, FieldChange... changes) {
        return Arguments.of(event, List.of(changes));
    }

    @ParameterizedTest
    @MethodSource("events")
    void each_event_tells_the_properties_that_it_changed(CampaignEvent event, List<FieldChange> changes) {
        assertThat(Changes.of(event)).isEqualTo(changes);
    }

    @Test
    void no_kind_of_event_is_left_out_here() {
        Set<Class<?>> told = events().map(arguments -> arguments.get()[0].getClass()).collect(Collectors.toSet());

        assertThat(told).containsExactlyInAnyOrderElementsOf(
                Arrays.asList(CampaignEvent.class.getPermittedSubclasses()));
    }

    @Test
    void reasons_are_told_where_people_gave_one() {
        assertThat(Changes.reason(new CampaignBudgetSet(ID, TOTAL, DAILY, "more"))).isEqualTo("more");
        assertThat(Changes.reason(new CampaignPaused(ID, "holiday"))).isEqualTo("holiday");
        assertThat(Changes.reason(new CampaignEnded(ID, "sold out"))).isEqualTo("sold out");
        assertThat(Changes.reason(new CampaignPaused(ID, null))).isNull();
        assertThat(Changes.reason(new CampaignLaunched(ID))).isNull();
    }
}
