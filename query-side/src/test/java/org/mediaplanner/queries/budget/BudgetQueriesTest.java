package org.mediaplanner.queries.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaplanner.queries.testing.QueryNode.ask;
import static org.mediaplanner.queries.testing.QueryNode.find;
import static org.mediaplanner.queries.testing.QueryNode.publish;

import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.budget.BudgetEvent.AllocationTakenBack;
import org.mediaplanner.events.budget.BudgetEvent.BudgetAllocated;
import org.mediaplanner.events.budget.BudgetEvent.BudgetClosed;
import org.mediaplanner.events.budget.BudgetEvent.BudgetFunded;
import org.mediaplanner.events.budget.BudgetEvent.BudgetOpened;
import org.mediaplanner.events.budget.BudgetEvent.BudgetReallocated;
import org.mediaplanner.events.budget.BudgetEvent.BudgetReleased;
import org.mediaplanner.events.budget.BudgetEvent.BudgetWithdrawn;
import org.mediaplanner.events.budget.BudgetEvent.Move;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.campaign.CampaignEvent.CampaignCreated;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.queries.budget.BudgetEntry.EntryMove;
import org.mediaplanner.queries.budget.BudgetEntry.Kind;
import org.mediaplanner.queries.budget.BudgetQuery.BudgetView;
import org.mediaplanner.queries.budget.BudgetQuery.FedCampaign;
import org.mediaplanner.queries.budget.BudgetQuery.FindBudget;
import org.mediaplanner.queries.budget.BudgetQuery.ListBudgetEntries;
import org.mediaplanner.queries.budget.BudgetQuery.ListBudgets;
import org.mediaplanner.queries.budget.BudgetQuery.Sort;
import org.mediaplanner.queries.reading.Page;
import org.mediaplanner.queries.reading.PageRequest;
import org.mediaplanner.queries.testing.Facts;
import org.mediaplanner.queries.testing.NewCampaign;

class BudgetQueriesTest {

    private static final PageRequest FIRST = PageRequest.first(100);
    private static final Currency EUR = Currency.getInstance("EUR");

    private final TenantId tenant = TenantId.next();
    private final BudgetId budget = BudgetId.next();

    @Test
    void a_ledger_tells_its_funds_and_what_each_campaign_has_and_spent() {
        CampaignCreated second = NewCampaign.named("Second").created();
        CampaignCreated first = NewCampaign.named("First").created();
        publish(tenant, second, first, opened("Pool", null), new BudgetFunded(budget, euros("1000"), null), allocated(
                first.campaignId(), "600", "600"), allocated(second.campaignId(), "150.5", "150.5"),
                Facts.reported(Facts.fact(first.campaignId(), NewCampaign.START, Facts.cost(1, "99.99", "EUR"))));

        BudgetView found = ask(tenant, new FindBudget(budget));

        assertThat(found.budget().state().available()).isEqualTo(euros("249.50"));
        assertThat(found.budget().version()).isEqualTo(4);
        assertThat(found.budget().state().allocations().keySet()).as("in order of first allocation")
                .containsExactly(first.campaignId(), second.campaignId());
        assertThat(found.campaigns()).containsEntry(first.campaignId(), new FedCampaign("First", euros("99.99")))
                .containsEntry(second.campaignId(), new FedCampaign("Second", euros("0"))).hasSize(2);
    }

    @Test
    void another_tenant_finds_nothing_of_it() {
        publish(tenant, opened("Pool", null));
        TenantId other = TenantId.next();
        publish(other, NewCampaign.named("Mine").created());

        assertThat(find(other, new FindBudget(budget))).isEmpty();
        assertThat(find(other, new ListBudgetEntries(budget, FIRST))).isEmpty();
        assertThat(ask(other, new ListBudgets(null, null, List.of(), Sort.NAME, false, FIRST)).items()).isEmpty();
    }

    @Test
    void lists_are_filtered_by_name_client_and_whether_closed() {
        ClientId client = ClientId.next();
        BudgetId closed = BudgetId.next();
        publish(tenant, opened("Open", client), new BudgetOpened(closed, "Shut", EUR, null), new BudgetClosed(closed,
                null));

        assertThat(names(null, null)).containsExactly("Open", "Shut");
        assertThat(names(null, true)).containsExactly("Shut");
        assertThat(names(null, false)).containsExactly("Open");
        assertThat(names("hu", null)).containsExactly("Shut");
        assertThat(names(null, null, client)).containsExactly("Open");
    }

    @Test
    void entries_tell_every_movement_newest_first_and_what_a_campaign_refused_as_released() {
        CampaignId one = CampaignId.next();
        CampaignId two = CampaignId.next();
        publish(tenant, opened("Pool", null), new BudgetFunded(budget, euros("1000"), "Q1"),
                allocated(one, "600", "600"),
                new BudgetReallocated(budget, List.of(new Move(one, euros("-100"), euros("500")),
                        new Move(two, euros("100"), euros("100"))), "better there"),
                new BudgetReleased(budget, new Move(one, euros("-200"), euros("300")), null),
                new AllocationTakenBack(budget, new Move(two, euros("-100"), euros("0")), 4, "ended"),
                new BudgetWithdrawn(budget, euros("50"), null), new BudgetClosed(budget, "over"));

        List<BudgetEntry> entries = ask(tenant, new ListBudgetEntries(budget, FIRST)).items();

        assertThat(entries.stream().map(BudgetEntry::kind)).containsExactly(Kind.CLOSED, Kind.WITHDRAWN, Kind.RELEASED,
                Kind.RELEASED, Kind.REALLOCATED, Kind.ALLOCATED, Kind.FUNDED);
        assertThat(entries.stream().map(BudgetEntry::position)).containsExactly(8L, 7L, 6L, 5L, 4L, 3L, 2L);
        assertThat(entries.get(1).moves()).containsExactly(new EntryMove(null, euros("-50")));
        assertThat(entries.get(2).moves()).containsExactly(new EntryMove(two, euros("-100")));
        assertThat(entries.get(4).moves()).containsExactly(new EntryMove(one, euros("-100")), new EntryMove(two, euros(
                "100")));
        assertThat(entries.get(4).reason()).isEqualTo("better there");
        assertThat(entries.getLast().moves()).containsExactly(new EntryMove(null, euros("1000")));

        Page<BudgetEntry> page = ask(tenant, new ListBudgetEntries(budget, PageRequest.first(4)));
        assertThat(ask(tenant, new ListBudgetEntries(budget, new PageRequest(4, page.nextCursor(), false))).items())
                .isEqualTo(entries.subList(4, 7));
    }

    private List<String> names(@Nullable String words,
            @Nullable Boolean closed, ClientId... clients) {
        return ask(tenant, new ListBudgets(words, closed, List.of(clients), Sort.NAME, false, FIRST)).items().stream()
                .map(found -> found.budget().state().name()).toList();
    }

    private BudgetOpened opened(String name, @Nullable ClientId client) {
        return new BudgetOpened(budget, name, EUR, client);
    }

    private BudgetAllocated allocated(CampaignId campaign, String delta, String now) {
        return new BudgetAllocated(budget, new Move(campaign, euros(delta), euros(now)), null);
    }

    private static Money euros(String amount) {
        return Money.of(amount, "EUR");
    }
}
