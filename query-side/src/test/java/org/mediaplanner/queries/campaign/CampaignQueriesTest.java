package org.mediaplanner.queries.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mediaplanner.queries.testing.QueryNode.ask;
import static org.mediaplanner.queries.testing.QueryNode.find;
import static org.mediaplanner.queries.testing.QueryNode.position;
import static org.mediaplanner.queries.testing.QueryNode.publish;
import static org.mediaplanner.queries.testing.QueryNode.queries;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mediaplanner.events.FieldChange;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.campaign.Campaign;
import org.mediaplanner.events.campaign.CampaignBudget;
import org.mediaplanner.events.campaign.CampaignEvent;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignArchived;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignCreated;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignEnded;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignFunded;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignLaunched;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignPaused;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignRenamed;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.campaign.CampaignStatus;
import org.mediaplanner.events.campaign.Objective;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.queries.campaign.CampaignQuery.CampaignFilter;
import org.mediaplanner.queries.campaign.CampaignQuery.CampaignItem;
import org.mediaplanner.queries.campaign.CampaignQuery.Figures;
import org.mediaplanner.queries.campaign.CampaignQuery.FindCampaign;
import org.mediaplanner.queries.campaign.CampaignQuery.FindCampaignHistory;
import org.mediaplanner.queries.campaign.CampaignQuery.FindCampaignPacing;
import org.mediaplanner.queries.campaign.CampaignQuery.ListCampaigns;
import org.mediaplanner.queries.campaign.CampaignQuery.Sort;
import org.mediaplanner.queries.campaign.CampaignQuery.Window;
import org.mediaplanner.queries.history.HistoryItem;
import org.mediaplanner.queries.pacing.PacingReport;
import org.mediaplanner.queries.projection.Stamped;
import org.mediaplanner.queries.reading.BadCursor;
import org.mediaplanner.queries.reading.Cursor;
import org.mediaplanner.queries.reading.Page;
import org.mediaplanner.queries.reading.PageRequest;
import org.mediaplanner.queries.testing.Facts;
import org.mediaplanner.queries.testing.NewCampaign;

class CampaignQueriesTest {

    private static final LocalDate START = NewCampaign.START;
    private static final Instant NOON = START.atTime(12, 0).toInstant(ZoneOffset.UTC);
    private static final PageRequest FIRST = PageRequest.first(100);

    private final TenantId tenant = TenantId.next();

    @Test
    void one_is_found_with_who_made_it_when_and_what_it_has_become() {
        CampaignCreated created = NewCampaign.named("Spring").tagged("a", "b \"c\"").created();
        publish(tenant, created, new CampaignRenamed(created.campaignId(), "Spring", "Summer"));

        Stamped<Campaign> found = ask(tenant, new FindCampaign(created.campaignId()));

        assertThat(found.state()).isEqualTo(Campaign.evolve(Campaign.evolve(null, created), new CampaignRenamed(created
                .campaignId(), "Spring", "Summer")));
        assertThat(found.version()).isEqualTo(2);
        assertThat(found.createdBy()).isEqualTo("usr_test");
        assertThat(found.createdAt()).isBeforeOrEqualTo(found.updatedAt());
    }

    @Test
    void another_tenant_finds_nothing_of_it() {
        CampaignCreated created = NewCampaign.named("Secret").created();
        publish(tenant, created);
        TenantId other = TenantId.next();
        publish(other, NewCampaign.named("Mine").created());

        assertThat(find(other, new FindCampaign(created.campaignId()))).isEmpty();
        assertThat(find(other, new FindCampaignHistory(created.campaignId(), FIRST))).isEmpty();
        assertThat(find(other, new FindCampaignPacing(created.campaignId(), NOON))).isEmpty();
        assertThat(names(list(other, CampaignFilter.ALL, Sort.NAME, false, FIRST))).containsExactly("Mine");
    }

    @Test
    void each_filter_leaves_what_it_names_and_together_they_all_hold() {
        ClientId client = ClientId.next();
        BudgetId budget = BudgetId.next();
        CampaignCreated fed = NewCampaign.named("100% Search_es").tagged("brand", "x").of(client).created();
        CampaignCreated video = NewCampaign.named("Video").on("VIDEO", "META").with(Objective.LEADS).tagged("y")
                .created();
        CampaignBudget total = fed.budget();
        publish(tenant, fed, video, new CampaignFunded(fed.campaignId(), budget, 3, total.money(), total, total));

        assertThat(filtered(words("search"))).containsExactly("100% Search_es");
        assertThat(filtered(words("100% s"))).containsExactly("100% Search_es");
        assertThat(filtered(words("h_e"))).containsExactly("100% Search_es");
        assertThat(filtered(words("h%e"))).isEmpty();
        assertThat(filtered(words("!"))).isEmpty();
        assertThat(filtered(words("' OR 1=1 --"))).isEmpty();
        assertThat(filtered(new CampaignFilter(null, List.of(), List.of("VIDEO"), List.of(), List.of(), List.of(),
                List.of(), List.of()))).containsExactly("Video");
        assertThat(filtered(new CampaignFilter(null, List.of(), List.of(), List.of("META", "TIKTOK"), List.of(),
                List.of(), List.of(), List.of()))).containsExactly("Video");
        assertThat(filtered(new CampaignFilter(null, List.of(), List.of(), List.of(), List.of(Objective.LEADS),
                List.of(), List.of(), List.of()))).containsExactly("Video");
        assertThat(filtered(tags("brand", "none"))).containsExactly("100% Search_es");
        assertThat(filtered(tags("bra"))).isEmpty();
        assertThat(filtered(new CampaignFilter(null, List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(client), List.of()))).containsExactly("100% Search_es");
        assertThat(filtered(new CampaignFilter(null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(budget)))).containsExactly("100% Search_es");
        assertThat(filtered(new CampaignFilter("search", List.of(), List.of("VIDEO"), List.of(), List.of(), List.of(),
                List.of(), List.of()))).isEmpty();
    }

    @Test
    void the_status_that_lists_filter_by_is_the_one_that_people_see_at_every_hour_of_every_zone() {
        List<ZoneId> zones = List.of(ZoneId.of("UTC"), ZoneId.of("Pacific/Kiritimati"), ZoneId.of("Etc/GMT+12"),
                ZoneId.of("America/New_York"));
        Random random = new Random(5);
        List<Campaign> campaigns = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            LocalDate start = START.plusDays(random.nextInt(5) - 2);
            CampaignCreated created = NewCampaign.named("C" + i).in(zones.get(i % 4)).from(start, start.plusDays(random
                    .nextInt(3))).created();
            CampaignId id = created.campaignId();
            var events = List.of(created, new CampaignLaunched(id), new CampaignPaused(id, null), new CampaignEnded(id,
                    null), new CampaignArchived(id));
            var some = events.subList(0, 1 + random.nextInt(events.size()));
            publish(tenant, some);
            campaigns.add(some.stream().reduce((Campaign) null, Campaign::evolve, (a, b) -> b));
        }
        for (int hour = -30; hour < 80; hour += 21) {
            Instant now = START.atStartOfDay().plusHours(hour).toInstant(ZoneOffset.UTC);
            for (CampaignStatus status : CampaignStatus.values()) {
                List<String> expected = campaigns.stream().filter(campaign -> campaign.statusOn(LocalDate.ofInstant(now,
                        campaign.timeZone())) == status).map(Campaign::name).sorted().toList();
                CampaignFilter filter = new CampaignFilter(null, List.of(status), List.of(), List.of(), List.of(), List
                        .of(), List.of(), List.of());
                assertThat(names(ask(tenant, new ListCampaigns(filter, Sort.NAME, false, FIRST, null, now))))
                        .as(status + " at " + now).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void pages_in_either_order_hold_each_campaign_once_also_where_values_are_the_same(Sort sort) {
        List<CampaignEvent> many = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            many.add(NewCampaign.named("Same " + i % 4).from(START.plusDays(i % 3), START.plusDays(9)).created());
        }
        publish(tenant, many);

        List<Stamped<Campaign>> forward = walk(sort, false, 4);
        List<Stamped<Campaign>> backward = walk(sort, true, 7);

        assertThat(forward.stream().map(campaign -> campaign.state().id())).hasSize(23).doesNotHaveDuplicates();
        assertThat(backward.reversed()).isEqualTo(forward);
        assertThat(forward).isSortedAccordingTo(Comparator.comparing(campaign -> switch (sort) {
            case NAME -> campaign.state().name();
            case START_DATE -> campaign.state().flight().start().toString();
            case END_DATE -> campaign.state().flight().end().toString();
            case CREATED_AT -> campaign.createdAt().toString();
            case UPDATED_AT -> campaign.updatedAt().toString();
        }));
    }

    @Test
    void what_comes_or_goes_between_two_pages_moves_no_other_row() {
        CampaignCreated second = NewCampaign.named("B").created();
        publish(tenant, NewCampaign.named("A").created(), second, NewCampaign.named("C").created(), NewCampaign.named(
                "D").created());
        Page<CampaignItem> page = list(tenant, CampaignFilter.ALL, Sort.NAME, false, PageRequest.first(2));
        publish(tenant, new CampaignArchived(second.campaignId()), NewCampaign.named("AA").created());

        assertThat(names(list(tenant, CampaignFilter.ALL, Sort.NAME, false, new PageRequest(2, page.nextCursor(),
                false)))).containsExactly("C", "D");
    }

    @Test
    void the_count_is_of_all_pages_and_only_told_on_demand() {
        publish(tenant, NewCampaign.named("A").created(), NewCampaign.named("B").created(), NewCampaign.named("C")
                .created());

        assertThat(list(tenant, CampaignFilter.ALL, Sort.NAME, false, new PageRequest(1, null, true)).total())
                .isEqualTo(3);
        assertThat(list(tenant, CampaignFilter.ALL, Sort.NAME, false, PageRequest.first(1)).total()).isNull();
    }

    @Test
    void a_cursor_of_another_list_is_refused() {
        publish(tenant, NewCampaign.named("A").created());
        PageRequest foreign = new PageRequest(1, new Cursor("start_date,campaign_id", "not a date", "cmp_1").encode(),
                false);
        PageRequest otherOrder = new PageRequest(1,
                new Cursor("-start_date,campaign_id", "2026-01-01", "cmp_1").encode(), false);

        assertThatExceptionOfType(BadCursor.class)
                .isThrownBy(() -> list(tenant, CampaignFilter.ALL, Sort.START_DATE, false, foreign));
        assertThatExceptionOfType(BadCursor.class).as("rather than an empty page in silence")
                .isThrownBy(() -> list(tenant, CampaignFilter.ALL, Sort.START_DATE, false, otherOrder));
    }

    @Test
    void figures_are_those_of_the_window_and_spend_that_of_all_days() {
        CampaignCreated created = NewCampaign.named("Measured").created();
        CampaignId id = created.campaignId();
        publish(tenant, created, new CampaignLaunched(id), NewCampaign.named("Silent").created(),
                Facts.reported(Facts.fact(id, START, Facts.cost(1, "100", "EUR")),
                        Facts.fact(id, START.plusDays(1), Facts.cost(2, "300.01", "EUR"))));

        Page<CampaignItem> page = ask(tenant, new ListCampaigns(CampaignFilter.ALL, Sort.NAME, false, FIRST, new Window(
                START, START.plusDays(1)), START.plusDays(3).atStartOfDay().toInstant(ZoneOffset.UTC)));

        Figures measured = figures(page.items().getFirst());
        assertThat(measured.metrics().cost()).isEqualTo(Money.of("250.005", "EUR"));
        assertThat(measured.spend()).isEqualTo(Money.of("400.01", "EUR"));
        assertThat(measured.pace()).isEqualByComparingTo("1.3334");
        assertThat(figures(page.items().getLast()).spend()).isEqualTo(Money.of("0", "EUR"));
        assertThat(figures(page.items().getLast()).paceStatus()).isEqualTo(PacingReport.Status.NO_DATA);
    }

    @Test
    void a_history_is_paged_newest_first_with_positions_without_gaps() {
        CampaignCreated created = NewCampaign.named("V1").created();
        CampaignId id = created.campaignId();
        List<CampaignEvent> many = new ArrayList<>();
        many.add(created);
        for (int i = 1; i < 12; i++) {
            many.add(new CampaignRenamed(id, "V" + i, "V" + (i + 1)));
        }
        publish(tenant, many);
        List<HistoryItem> items = new ArrayList<>();
        String cursor = null;
        do {
            Page<HistoryItem> page = ask(tenant, new FindCampaignHistory(id, new PageRequest(5, cursor, false)));
            items.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(items.stream().map(HistoryItem::position)).containsExactly(12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L,
                2L, 1L);
        assertThat(items.getFirst().changes()).containsExactly(new FieldChange("name", "V11", "V12"));
        assertThat(items.getFirst().version()).isEqualTo(12);
        assertThat(items.getFirst().requestId()).isEqualTo("req_test");
    }

    @Test
    void an_answer_says_when_it_does_not_cover_what_was_asked_for() {
        CampaignCreated created = NewCampaign.named("Late").created();
        publish(tenant, created);
        ask(tenant, new FindCampaign(created.campaignId()));

        var answer = queries().ask(tenant, new FindCampaign(created.campaignId()), position(tenant) + 1_000_000)
                .blockOptional().orElseThrow();
        assertThat(answer.caughtUp()).isFalse();
        assertThat(answer.value().state().name()).isEqualTo("Late");
    }

    private static Figures figures(CampaignItem item) {
        return Objects.requireNonNull(item.figures());
    }

    private List<Stamped<Campaign>> walk(Sort sort, boolean descending, int limit) {
        List<Stamped<Campaign>> seen = new ArrayList<>();
        @Nullable
        String cursor = null;
        do {
            Page<CampaignItem> page = list(tenant, CampaignFilter.ALL, sort, descending, new PageRequest(limit, cursor,
                    false));
            page.items().forEach(item -> seen.add(item.campaign()));
            cursor = page.nextCursor();
        } while (cursor != null);
        return seen;
    }

    private List<String> filtered(CampaignFilter filter) {
        return names(list(tenant, filter, Sort.NAME, false, FIRST));
    }

    private static Page<CampaignItem> list(TenantId tenant, CampaignFilter filter, Sort sort, boolean descending,
            PageRequest page) {
        return ask(tenant, new ListCampaigns(filter, sort, descending, page, null, NOON));
    }

    private static List<String> names(Page<CampaignItem> page) {
        return page.items().stream().map(item -> item.campaign().state().name()).toList();
    }

    private static CampaignFilter words(String words) {
        return new CampaignFilter(words, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private static CampaignFilter tags(String... tags) {
        return new CampaignFilter(null, List.of(), List.of(), List.of(), List.of(), List.of(tags), List.of(),
                List.of());
    }
}
