package org.mediaplanner.events.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.budget.Budget.RefusedAllocation;
import org.mediaplanner.events.budget.BudgetEvent.AllocationTakenBack;
import org.mediaplanner.events.budget.BudgetEvent.BudgetAllocated;
import org.mediaplanner.events.budget.BudgetEvent.BudgetClosed;
import org.mediaplanner.events.budget.BudgetEvent.BudgetFunded;
import org.mediaplanner.events.budget.BudgetEvent.BudgetOpened;
import org.mediaplanner.events.budget.BudgetEvent.BudgetReallocated;
import org.mediaplanner.events.budget.BudgetEvent.BudgetReleased;
import org.mediaplanner.events.budget.BudgetEvent.BudgetWithdrawn;
import org.mediaplanner.events.budget.BudgetEvent.Move;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.money.Money;

class BudgetTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final BudgetId ID = BudgetId.next();
    private static final ClientId CLIENT = ClientId.next();
    private static final CampaignId A = CampaignId.next();
    private static final CampaignId B = CampaignId.next();
    private static final BudgetOpened OPENED = new BudgetOpened(ID, "Pool", EUR, CLIENT);

    private static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }

    private static Budget after(BudgetEvent... events) {
        @Nullable
        Budget budget = Budget.evolve(null, OPENED);
        for (BudgetEvent event : events) {
            budget = Budget.evolve(budget, event);
        }
        return budget;
    }

    @Test
    void is_opened_empty() {
        assertThat(after()).isEqualTo(new Budget(ID, "Pool", EUR, CLIENT, eur("0"), Map.of(), Set.of(), false));
        assertThat(OPENED.streamId()).isEqualTo(ID.value());
        assertThatThrownBy(() -> Budget.evolve(null, new BudgetClosed(ID, null)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void holds_what_was_put_in_less_what_was_taken_out() {
        Budget budget = after(new BudgetFunded(ID, eur("100"), null), new BudgetWithdrawn(ID, eur("30"), null));
        assertThat(budget.funded()).isEqualTo(eur("70"));
        assertThat(budget.available()).isEqualTo(eur("70"));
    }

    @Test
    void moves_say_what_each_campaign_has_since() {
        Budget budget = after(new BudgetFunded(ID, eur("100"), null),
                new BudgetAllocated(ID, new Move(A, eur("60"), eur("60")), null),
                new BudgetReallocated(ID,
                        List.of(new Move(A, eur("-20"), eur("40")), new Move(B, eur("20"), eur("20"))),
                        "why"),
                new BudgetReleased(ID, new Move(A, eur("-10"), eur("30")), null));
        assertThat(budget.allocations()).containsExactly(Map.entry(A, eur("30")), Map.entry(B, eur("20")));
        assertThat(budget.allocated()).isEqualTo(eur("50"));
        assertThat(budget.available()).isEqualTo(eur("50"));
        assertThat(budget.allocatedTo(A)).isEqualTo(eur("30"));
        assertThat(budget.allocatedTo(CampaignId.next())).isEqualTo(eur("0"));
        assertThatThrownBy(() -> budget.allocations().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void remembers_which_refusals_it_answered() {
        Budget budget = after(new BudgetFunded(ID, eur("100"), null),
                new BudgetAllocated(ID, new Move(A, eur("60"), eur("60")), null),
                new AllocationTakenBack(ID, new Move(A, eur("-60"), eur("0")), 3, "ended"));
        assertThat(budget.takenBack()).containsExactly(new RefusedAllocation(A, 3));
        assertThat(budget.allocatedTo(A)).isEqualTo(eur("0"));
        assertThatThrownBy(() -> budget.takenBack().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void is_closed_with_what_it_has() {
        Budget budget = after(new BudgetFunded(ID, eur("100"), null), new BudgetClosed(ID, null));
        assertThat(budget.closed()).isTrue();
        assertThat(budget.funded()).isEqualTo(eur("100"));
    }
}
