package org.mediaplanner.commands.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;
import org.mediaplanner.commands.Change;
import org.mediaplanner.commands.DeciderFixture;
import org.mediaplanner.commands.Refusal.Kind;
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
import org.mediaplanner.commands.campaign.CampaignDecider.Circumstances;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.campaign.Bidding;
import org.mediaplanner.events.campaign.Campaign;
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

class CampaignDeciderTest {

    private static final CampaignId ID = CampaignId.next();
    private static final CampaignId OTHER = CampaignId.next();
    private static final BudgetId LEDGER = BudgetId.next();
    private static final ClientId CLIENT = ClientId.next();
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDate START = LocalDate.of(2026, 3, 1);
    private static final LocalDate END = LocalDate.of(2026, 3, 31);
    private static final Instant BEFORE = Instant.parse("2026-02-01T12:00:00Z");
    private static final Instant DURING = Instant.parse("2026-03-10T12:00:00Z");
    private static final Instant AFTER = Instant.parse("2026-04-01T12:00:00Z");
    private static final CampaignBudget TOTAL = new CampaignBudget(CampaignBudget.Type.TOTAL, Money.of("1000", "EUR"));
    private static final CampaignBudget DAILY = new CampaignBudget(CampaignBudget.Type.DAILY, Money.of("50", "EUR"));

    private static final CampaignCreated CREATED = created(TOTAL);
    private static final CampaignLaunched LAUNCHED = new CampaignLaunched(ID);
    private static final CampaignPaused PAUSED = new CampaignPaused(ID, null);
    private static final CampaignEnded ENDED = new CampaignEnded(ID, null);
    private static final CampaignArchived ARCHIVED = new CampaignArchived(ID);

    private static CampaignCreated created(CampaignBudget budget) {
        return new CampaignCreated(ID, "Spring", "SEARCH", "GOOGLE_ADS", Objective.SALES, new Flight(START, END),
                BERLIN, budget, Pacing.EVEN, null, null, List.of("brand"), null, null);
    }

    private static DeciderFixture<Campaign, CampaignCommand, CampaignEvent> at(Instant now, boolean fed,
            @Nullable Campaign source) {
        return new DeciderFixture<>(Campaign::evolve, (campaign, command) -> CampaignDecider.decide(campaign, command,
                new Circumstances(now, BERLIN, fed, source)));
    }

    private static DeciderFixture<Campaign, CampaignCommand, CampaignEvent> at(Instant now) {
        return at(now, false, null);
    }

    private static CreateCampaign create(UnaryOperator<CreateCampaign> change) {
        return change.apply(new CreateCampaign(ID, "Spring", "SEARCH", "GOOGLE_ADS", Objective.SALES, START, END,
                BERLIN, TOTAL, Pacing.EVEN, null, null, List.of("brand"), null));
    }

    private static CreateCampaign with(String name, LocalDate end, CampaignBudget budget, Pacing pacing,
            @Nullable Bidding bidding, @Nullable Targeting targeting, List<String> tags) {
        return new CreateCampaign(ID, name, "SEARCH", "GOOGLE_ADS", Objective.SALES, START, end, BERLIN, budget,
                pacing, bidding, targeting, tags, null);
    }

    private static CreateCampaign paced(Pacing pacing) {
        return with("Spring", END, TOTAL, pacing, null, null, List.of());
    }

    private static Edit edit() {
        return new Edit();
    }

    @Test
    void a_campaign_is_created_as_a_draft() {
        at(BEFORE).given().when(create(c -> c)).then(CREATED);
        Campaign campaign = Campaign.evolve(null, CREATED);
        assertThat(campaign.phase()).isEqualTo(Campaign.Phase.DRAFT);
        assertThat(campaign.isFedByLedger()).isFalse();
    }

    @Test
    void a_campaign_that_names_no_time_zone_has_its_tenants() {
        at(BEFORE).given().when(create(c -> new CreateCampaign(ID, c.name(), c.channel(), c.platform(), c.objective(),
                START, END, null, TOTAL, Pacing.EVEN, null, null, c.tags(), null))).then(CREATED);
    }

    @Test
    void a_past_flight_may_be_created() {
        at(AFTER).given().when(create(c -> c)).then(CREATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200B", "\uFEFF", "\u3164", "Caf\u00E9\u200B", "a\nb", "\uDB40\uDC41x"})
    void a_name_holds_nothing_that_nobody_sees(String name) {
        at(BEFORE).given()
                .when(new CreateCampaign(ID, name, "SEARCH", "GOOGLE_ADS", Objective.SALES, START, END, BERLIN, TOTAL,
                        Pacing.EVEN, null, null, List.of(), null))
                .refusedNaming("name");
    }

    @Test
    void broken_rules_are_all_named_at_once() {
        at(BEFORE).given()
                .when(new CreateCampaign(ID, "  ", "search", "google ads", Objective.SALES, START, END, BERLIN,
                        new CampaignBudget(CampaignBudget.Type.TOTAL, Money.of("-5", "EUR")), Pacing.EVEN, null, null,
                        List.of("a", "a"), null))
                .refusedNaming("name", "name", "channel", "platform", "budget.money.amount", "tags");
    }

    @Test
    void a_flight_ends_after_it_starts_and_within_ten_years() {
        at(BEFORE).given().when(with("S", START.minusDays(1), TOTAL, Pacing.EVEN, null, null, List.of()))
                .refusedNaming("endDate");
        at(BEFORE).given().when(with("S", START.plusYears(11), TOTAL, Pacing.EVEN, null, null, List.of()))
                .refusedNaming("endDate");
        assertThat(at(BEFORE).given().when(with("S", START, TOTAL, Pacing.EVEN, null, null, List.of())).events())
                .hasSize(1);
    }

    @Test
    void names_hold_no_control_characters_and_have_a_limit() {
        at(BEFORE).given().when(with("a\u0000b", END, TOTAL, Pacing.EVEN, null, null, List.of())).refusedNaming("name");
        at(BEFORE).given().when(with("x".repeat(201), END, TOTAL, Pacing.EVEN, null, null, List.of()))
                .refusedNaming("name");
        assertThat(at(BEFORE).given().when(with("x".repeat(200), END, TOTAL, Pacing.EVEN, null, null, List.of()))
                .events()).hasSize(1);
    }

    @Test
    void tags_are_few_short_and_distinct() {
        at(BEFORE).given().when(with("S", END, TOTAL, Pacing.EVEN, null, null, List.of("x".repeat(61), " ")))
                .refusedNaming("tags[0]", "tags[1]");
        at(BEFORE).given().when(with("S", END, TOTAL, Pacing.EVEN, null, null,
                IntStream.range(0, 51).mapToObj(Integer::toString).toList())).refusedNaming("tags");
    }

    @Test
    void a_pacing_lead_is_a_percentage() {
        at(BEFORE).given().when(paced(new Pacing.Ahead(new BigDecimal("100.01")))).refusedNaming("pacing.percent");
        at(BEFORE).given().when(paced(new Pacing.Ahead(new BigDecimal("-0.01")))).refusedNaming("pacing.percent");
        assertThat(at(BEFORE).given().when(paced(new Pacing.Ahead(new BigDecimal("100")))).events()).hasSize(1);
        assertThat(at(BEFORE).given().when(paced(new Pacing.Ahead(BigDecimal.ZERO))).events()).hasSize(1);
        assertThat(at(BEFORE).given().when(paced(new Pacing.Asap())).events()).hasSize(1);
    }

    @Test
    void a_custom_curve_begins_with_the_flight_ascends_and_sums_to_a_hundred() {
        assertThat(at(BEFORE).given().when(paced(curve(step(START, "60"), step(START.plusDays(10), "40")))).events())
                .hasSize(1);
        at(BEFORE).given().when(paced(new Pacing.Custom(List.of()))).refusedNaming("pacing.curve");
        at(BEFORE).given().when(paced(curve(step(START.plusDays(1), "100")))).refusedNaming("pacing.curve[0].from");
        at(BEFORE).given().when(paced(curve(step(START, "60"), step(START, "40"))))
                .refusedNaming("pacing.curve[1].from");
        at(BEFORE).given().when(paced(curve(step(START, "60"), step(END.plusDays(1), "40"))))
                .refusedNaming("pacing.curve[1].from");
        at(BEFORE).given().when(paced(curve(step(START, "60"), step(END, "39.99")))).refusedNaming("pacing.curve");
        at(BEFORE).given().when(paced(curve(step(START, "110"), step(END, "-10"))))
                .refusedNaming("pacing.curve[1].percent");
    }

    @Test
    void bids_are_positive_and_in_the_campaigns_currency() {
        at(BEFORE).given().when(with("S", END, TOTAL, Pacing.EVEN,
                new Bidding("target cpa", Money.of("0", "USD"), BigDecimal.ZERO), null, List.of()))
                .refusedNaming("bidding.strategy", "bidding.target.amount", "bidding.target.currency",
                        "bidding.targetRoas");
        assertThat(at(BEFORE).given().when(with("S", END, TOTAL, Pacing.EVEN,
                new Bidding("TARGET_CPA", Money.of("5", "EUR"), new BigDecimal("0.1")), null, List.of())).events())
                .hasSize(1);
    }

    @Test
    void targets_are_named_and_not_too_many() {
        at(BEFORE).given().when(with("S", END, TOTAL, Pacing.EVEN, null,
                new Targeting(List.of(" "), List.of(), List.of(), List.of("x".repeat(201)),
                        Collections.nCopies(1_001, "word")),
                List.of()))
                .refusedNaming("targeting.locations[0]", "targeting.devices[0]", "targeting.keywords");
    }

    @Test
    void what_does_not_exist_cannot_be_changed() {
        at(BEFORE).given().when(new LaunchCampaign(ID, 1)).refused(Kind.ABSENT, "not-found");
        at(BEFORE).given().when(new DuplicateCampaign(ID, OTHER, 1, "Copy")).refused(Kind.ABSENT, "not-found");
    }

    @Test
    void a_copy_has_the_plan_of_its_original() {
        Campaign source = Campaign.evolve(null, new CampaignCreated(OTHER, "Original", "SOCIAL", "META",
                Objective.LEADS, new Flight(START, END), BERLIN, DAILY, Pacing.EVEN, null, null, List.of("t"), CLIENT,
                null));
        at(BEFORE, false, source).given().when(new DuplicateCampaign(ID, OTHER, 1, "Copy"))
                .then(new CampaignCreated(ID, "Copy", "SOCIAL", "META", Objective.LEADS, new Flight(START, END),
                        BERLIN, DAILY, Pacing.EVEN, null, null, List.of("t"), CLIENT, OTHER));
        at(BEFORE, false, source).given().when(new DuplicateCampaign(ID, OTHER, 1, " ")).refusedNaming("name", "name");
    }

    @Test
    void an_edit_tells_one_event_for_each_thing_that_changed() {
        var bidding = new Bidding("TARGET_CPA", Money.of("5", "EUR"), null);
        var targeting = new Targeting(List.of("DE"), List.of(), List.of(), List.of(), List.of());
        EditCampaign all = edit().name("Summer").channel("SOCIAL").end(END.plusDays(1)).budget(DAILY)
                .pacing(new Pacing.Asap()).bidding(bidding).targeting(targeting).tags(List.of("x")).client(CLIENT).of();
        at(BEFORE).given(CREATED).when(all).then(
                new CampaignRenamed(ID, "Spring", "Summer"),
                new CampaignClassified(ID, new Classification("SEARCH", "GOOGLE_ADS", Objective.SALES),
                        new Classification("SOCIAL", "GOOGLE_ADS", Objective.SALES)),
                new CampaignRescheduled(ID, new Schedule(new Flight(START, END), BERLIN),
                        new Schedule(new Flight(START, END.plusDays(1)), BERLIN)),
                new CampaignBudgetSet(ID, TOTAL, DAILY, null),
                new CampaignPacingSet(ID, Pacing.EVEN, new Pacing.Asap()),
                new CampaignBiddingSet(ID, null, bidding),
                new CampaignTargetingSet(ID, null, targeting),
                new CampaignTagged(ID, List.of("brand"), List.of("x")),
                new CampaignAssigned(ID, null, CLIENT));
    }

    @Test
    void the_fold_of_an_edit_is_what_was_asked_for() {
        var events = at(BEFORE).given(CREATED)
                .when(edit().name("Summer").tags(List.of("x")).client(CLIENT).budget(DAILY)
                        .pacing(new Pacing.Asap()).of())
                .events();
        Campaign campaign = at(BEFORE).given(CREATED).state();
        for (CampaignEvent event : events) {
            campaign = Campaign.evolve(campaign, event);
        }
        assertThat(campaign).isNotNull();
        assertThat(campaign.name()).isEqualTo("Summer");
        assertThat(campaign.tags()).containsExactly("x");
        assertThat(campaign.clientId()).isEqualTo(CLIENT);
        assertThat(campaign.budget()).isEqualTo(DAILY);
        assertThat(campaign.pacing()).isEqualTo(new Pacing.Asap());
        assertThat(campaign.channel()).isEqualTo("SEARCH");
    }

    @Test
    void an_edit_to_what_is_so_already_changes_nothing() {
        at(BEFORE).given(CREATED).when(edit().name("Spring").budget(TOTAL).tags(List.of("brand")).of()).thenNothing();
        at(BEFORE).given(CREATED).when(edit().of()).thenNothing();
    }

    @Test
    void an_edit_may_clear_what_may_be_empty() {
        at(BEFORE).given(CREATED, new CampaignAssigned(ID, null, CLIENT)).when(edit().noTags().noClient().of())
                .then(new CampaignTagged(ID, List.of("brand"), List.of()), new CampaignAssigned(ID, CLIENT, null));
    }

    @Test
    void an_edit_is_held_to_the_same_rules() {
        at(BEFORE).given(CREATED).when(edit().name("").of()).refusedNaming("name");
        at(BEFORE).given(CREATED).when(edit().end(START.minusDays(1)).of()).refusedNaming("endDate");
        at(BEFORE).given(CREATED)
                .when(edit().budget(new CampaignBudget(CampaignBudget.Type.TOTAL, Money.of("1", "USD"))).of())
                .refused(Kind.RULE, "currency-mismatch");
        at(BEFORE).given(CREATED, new CampaignPacingSet(ID, Pacing.EVEN, curve(step(START, "100"))))
                .when(edit().start(START.plusDays(1)).of())
                .refusedNaming("pacing.curve[0].from", "pacing.curve[0].from");
    }

    @Test
    void nothing_changes_an_archived_campaign() {
        for (CampaignCommand command : List.of(edit().name("X").of(), new SetCampaignBudget(ID, 2, DAILY, null),
                new LaunchCampaign(ID, 2), new PauseCampaign(ID, 2, null), new ResumeCampaign(ID, 2),
                new EndCampaign(ID, 2, null))) {
            at(DURING).given(CREATED, ARCHIVED).when(command).refused(Kind.CONFLICT, "campaign-archived");
        }
        at(DURING).given(CREATED, ARCHIVED).when(new ArchiveCampaign(ID, 2)).thenNothing();
    }

    @Test
    void an_ended_campaign_keeps_its_flight_and_budget() {
        at(DURING).given(CREATED, LAUNCHED, ENDED).when(edit().end(END.plusDays(9)).of())
                .refused(Kind.CONFLICT, "campaign-ended");
        at(DURING).given(CREATED, LAUNCHED, ENDED).when(new SetCampaignBudget(ID, 3, DAILY, null))
                .refused(Kind.CONFLICT, "campaign-ended");
        at(DURING).given(CREATED, LAUNCHED, ENDED).when(edit().name("Renamed").of())
                .then(new CampaignRenamed(ID, "Spring", "Renamed"));
    }

    @Test
    void a_flight_that_is_over_may_be_extended() {
        at(AFTER).given(CREATED, LAUNCHED).when(edit().end(END.plusDays(30)).of())
                .then(new CampaignRescheduled(ID, new Schedule(new Flight(START, END), BERLIN),
                        new Schedule(new Flight(START, END.plusDays(30)), BERLIN)));
    }

    @Test
    void a_budget_is_set_with_a_reason() {
        at(DURING).given(CREATED).when(new SetCampaignBudget(ID, 1, DAILY, "test"))
                .then(new CampaignBudgetSet(ID, TOTAL, DAILY, "test"));
        at(DURING).given(CREATED).when(new SetCampaignBudget(ID, 1, TOTAL, "same")).thenNothing();
        at(DURING).given(CREATED).when(new SetCampaignBudget(ID, 1, DAILY, "x".repeat(1_001))).refusedNaming("reason");
        at(DURING).given(CREATED)
                .when(new SetCampaignBudget(ID, 1, new CampaignBudget(CampaignBudget.Type.DAILY, Money.of("-1", "EUR")),
                        null))
                .refusedNaming("budget.money.amount");
        at(DURING).given(CREATED)
                .when(new SetCampaignBudget(ID, 1,
                        new CampaignBudget(CampaignBudget.Type.DAILY, Money.of("9223372036854", "EUR")), null))
                .refusedNaming("budget.money.amount");
    }

    @Test
    void only_its_ledger_changes_the_budget_of_a_fed_campaign() {
        at(DURING, true, null).given(CREATED).when(new SetCampaignBudget(ID, 1, DAILY, null))
                .refused(Kind.CONFLICT, "budget-is-allocated");
        at(DURING).given(CREATED, funded("10", 2)).when(edit().budget(DAILY).of())
                .refused(Kind.CONFLICT, "budget-is-allocated");
        at(DURING).given(CREATED, funded("0", 2)).when(new SetCampaignBudget(ID, 1, DAILY, null))
                .then(new CampaignBudgetSet(ID, total("0"), DAILY, null));
    }

    @Test
    void a_draft_is_launched_once_and_before_its_flight_is_over() {
        at(BEFORE).given(CREATED).when(new LaunchCampaign(ID, 1)).then(LAUNCHED);
        at(DURING).given(CREATED).when(new LaunchCampaign(ID, 1)).then(LAUNCHED);
        at(AFTER).given(CREATED).when(new LaunchCampaign(ID, 1)).refused(Kind.RULE, "flight-over");
        at(DURING).given(CREATED, LAUNCHED).when(new LaunchCampaign(ID, 2)).refused(Kind.CONFLICT, "wrong-state");
    }

    @Test
    void the_last_day_of_a_flight_is_a_day_of_its_time_zone() {
        at(Instant.parse("2026-03-31T21:59:59Z")).given(CREATED).when(new LaunchCampaign(ID, 1)).then(LAUNCHED);
        at(Instant.parse("2026-03-31T22:00:00Z")).given(CREATED).when(new LaunchCampaign(ID, 1))
                .refused(Kind.RULE, "flight-over");
    }

    @Test
    void a_launched_campaign_is_paused_and_resumed() {
        at(DURING).given(CREATED, LAUNCHED).when(new PauseCampaign(ID, 2, "why"))
                .then(new CampaignPaused(ID, "why"));
        at(DURING).given(CREATED, LAUNCHED, PAUSED).when(new ResumeCampaign(ID, 3)).then(new CampaignResumed(ID));
        at(DURING).given(CREATED).when(new PauseCampaign(ID, 1, null)).refused(Kind.CONFLICT, "wrong-state");
        at(DURING).given(CREATED, LAUNCHED, PAUSED).when(new PauseCampaign(ID, 3, null))
                .refused(Kind.CONFLICT, "wrong-state");
        at(DURING).given(CREATED, LAUNCHED).when(new ResumeCampaign(ID, 2)).refused(Kind.CONFLICT, "wrong-state");
        at(AFTER).given(CREATED, LAUNCHED).when(new PauseCampaign(ID, 2, null))
                .refused(Kind.CONFLICT, "campaign-ended");
        at(AFTER).given(CREATED, LAUNCHED, PAUSED).when(new ResumeCampaign(ID, 3))
                .refused(Kind.CONFLICT, "campaign-ended");
        at(DURING).given(CREATED, LAUNCHED).when(new PauseCampaign(ID, 2, "x".repeat(1_001))).refusedNaming("reason");
    }

    @Test
    void a_campaign_is_ended_once_it_was_launched() {
        at(DURING).given(CREATED, LAUNCHED).when(new EndCampaign(ID, 2, "over")).then(new CampaignEnded(ID, "over"));
        at(DURING).given(CREATED, LAUNCHED, PAUSED).when(new EndCampaign(ID, 3, null)).then(ENDED);
        at(BEFORE).given(CREATED, LAUNCHED).when(new EndCampaign(ID, 2, null)).then(ENDED);
        at(DURING).given(CREATED).when(new EndCampaign(ID, 1, null)).refused(Kind.CONFLICT, "wrong-state");
        at(DURING).given(CREATED, LAUNCHED, ENDED).when(new EndCampaign(ID, 3, null))
                .refused(Kind.CONFLICT, "campaign-ended");
    }

    @Test
    void what_is_live_is_not_archived() {
        at(DURING).given(CREATED, LAUNCHED).when(new ArchiveCampaign(ID, 2)).refused(Kind.CONFLICT, "campaign-live");
        at(BEFORE).given(CREATED, LAUNCHED).when(new ArchiveCampaign(ID, 2)).then(ARCHIVED);
        at(AFTER).given(CREATED, LAUNCHED).when(new ArchiveCampaign(ID, 2)).then(ARCHIVED);
        at(DURING).given(CREATED, LAUNCHED, PAUSED).when(new ArchiveCampaign(ID, 3)).then(ARCHIVED);
        at(DURING).given(CREATED).when(new ArchiveCampaign(ID, 1)).then(ARCHIVED);
    }

    @Test
    void a_total_budget_becomes_the_allocation() {
        at(DURING).given(CREATED).when(follow("250", 2, true)).then(funded("250", 2));
    }

    @Test
    void a_daily_budget_stays_and_is_capped() {
        var funded = new CampaignFunded(ID, LEDGER, 2, Money.of("250", "EUR"), DAILY, DAILY);
        at(DURING).given(created(DAILY)).when(follow("250", 2, true)).then(funded);
        Campaign campaign = at(DURING).given(created(DAILY), funded).state();
        assertThat(campaign).isNotNull();
        assertThat(campaign.isFedByLedger()).isTrue();
        assertThat(DAILY.over(campaign.flight())).isEqualTo(Money.of("1550", "EUR"));
    }

    @Test
    void an_allocation_that_was_followed_or_overtaken_changes_nothing() {
        at(DURING).given(CREATED, funded("250", 3)).when(follow("250", 3, true)).thenNothing();
        at(DURING).given(CREATED, funded("250", 3)).when(follow("100", 2, true)).thenNothing();
        at(DURING).given(CREATED, funded("250", 3)).when(follow("300", 4, true))
                .then(new CampaignFunded(ID, LEDGER, 4, Money.of("300", "EUR"), total("250"), total("300")));
    }

    @Test
    void a_campaign_that_is_over_takes_no_more_money_but_gives_it_back() {
        at(DURING).given(CREATED, ARCHIVED).when(follow("250", 2, true)).refused(Kind.CONFLICT, "campaign-archived");
        at(DURING).given(CREATED, LAUNCHED, ENDED).when(follow("250", 2, true))
                .refused(Kind.CONFLICT, "campaign-ended");
        at(AFTER).given(CREATED, LAUNCHED).when(follow("250", 2, true)).refused(Kind.CONFLICT, "campaign-ended");
        at(AFTER).given(CREATED, funded("250", 2), LAUNCHED).when(follow("100", 3, false))
                .then(new CampaignFunded(ID, LEDGER, 3, Money.of("100", "EUR"), total("250"), total("100")));
    }

    @Test
    void what_was_refused_and_taken_back_leaves_the_budget_alone() {
        at(DURING).given(CREATED).when(follow("0", 3, false)).thenNothing();
        at(DURING).given(CREATED, funded("250", 2)).when(follow("250", 4, false)).thenNothing();
        at(DURING).given(CREATED, funded("250", 2)).when(follow("0", 3, false))
                .then(new CampaignFunded(ID, LEDGER, 3, Money.of("0", "EUR"), total("250"), total("0")));
    }

    @Test
    void money_of_another_currency_or_ledger_is_refused() {
        at(DURING).given(CREATED).when(new FollowAllocation(ID, LEDGER, 2, Money.of("1", "USD"), true))
                .refused(Kind.RULE, "currency-mismatch");
        at(DURING).given(CREATED, funded("10", 2))
                .when(new FollowAllocation(ID, BudgetId.next(), 2, Money.of("1", "EUR"), true))
                .refused(Kind.CONFLICT, "fed-by-another-budget");
        assertThat(at(DURING).given(CREATED, funded("0", 2))
                .when(new FollowAllocation(ID, BudgetId.next(), 2, Money.of("1", "EUR"), true)).events()).hasSize(1);
    }

    private static FollowAllocation follow(String allocated, long ledgerVersion, boolean more) {
        return new FollowAllocation(ID, LEDGER, ledgerVersion, Money.of(allocated, "EUR"), more);
    }

    private static CampaignFunded funded(String allocated, long ledgerVersion) {
        return new CampaignFunded(ID, LEDGER, ledgerVersion, Money.of(allocated, "EUR"), TOTAL, total(allocated));
    }

    private static CampaignBudget total(String amount) {
        return new CampaignBudget(CampaignBudget.Type.TOTAL, Money.of(amount, "EUR"));
    }

    private static Pacing curve(Pacing.Step... steps) {
        return new Pacing.Custom(List.of(steps));
    }

    private static Pacing.Step step(LocalDate from, String percent) {
        return new Pacing.Step(from, new BigDecimal(percent));
    }

    /** An edit that names what its methods are called with. */
    private static final class Edit {

        private @Nullable Change<String> name;
        private @Nullable Change<String> channel;
        private @Nullable Change<LocalDate> start;
        private @Nullable Change<LocalDate> end;
        private @Nullable Change<CampaignBudget> budget;
        private @Nullable Change<Pacing> pacing;
        private @Nullable Change<Bidding> bidding;
        private @Nullable Change<Targeting> targeting;
        private @Nullable Change<List<String>> tags;
        private @Nullable Change<ClientId> client;

        Edit name(String value) {
            name = Change.to(value);
            return this;
        }

        Edit channel(String value) {
            channel = Change.to(value);
            return this;
        }

        Edit start(LocalDate value) {
            start = Change.to(value);
            return this;
        }

        Edit end(LocalDate value) {
            end = Change.to(value);
            return this;
        }

        Edit budget(CampaignBudget value) {
            budget = Change.to(value);
            return this;
        }

        Edit pacing(Pacing value) {
            pacing = Change.to(value);
            return this;
        }

        Edit bidding(Bidding value) {
            bidding = Change.to(value);
            return this;
        }

        Edit targeting(Targeting value) {
            targeting = Change.to(value);
            return this;
        }

        Edit tags(List<String> value) {
            tags = Change.to(value);
            return this;
        }

        Edit noTags() {
            tags = Change.to(null);
            return this;
        }

        Edit client(ClientId value) {
            client = Change.to(value);
            return this;
        }

        Edit noClient() {
            client = Change.to(null);
            return this;
        }

        EditCampaign of() {
            return new EditCampaign(ID, 1, name, channel, null, null, start, end, null, budget, pacing, bidding,
                    targeting, tags, client);
        }
    }
}
