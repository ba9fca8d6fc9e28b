package org.mediaplanner.commands.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mediaplanner.commands.DeciderFixture;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.Refusal.Kind;
import org.mediaplanner.commands.budget.BudgetCommand.AllocateBudget;
import org.mediaplanner.commands.budget.BudgetCommand.CloseBudget;
import org.mediaplanner.commands.budget.BudgetCommand.FundBudget;
import org.mediaplanner.commands.budget.BudgetCommand.OpenBudget;
import org.mediaplanner.commands.budget.BudgetCommand.ReallocateBudget;
import org.mediaplanner.commands.budget.BudgetCommand.ReleaseBudget;
import org.mediaplanner.commands.budget.BudgetCommand.TakeBackAllocation;
import org.mediaplanner.commands.budget.BudgetCommand.Transfer;
import org.mediaplanner.commands.budget.BudgetCommand.WithdrawBudget;
import org.mediaplanner.commands.budget.BudgetDecider.Receiver;
import org.mediaplanner.events.budget.Budget;
import org.mediaplanner.events.budget.BudgetEvent;
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
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.money.Money;

class BudgetDeciderTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final BudgetId ID = BudgetId.next();
    private static final CampaignId A = CampaignId.next();
    private static final CampaignId B = CampaignId.next();
    private static final CampaignId DOLLARS = CampaignId.next();
    private static final CampaignId ELSEWHERE = CampaignId.next();
    private static final CampaignId UNKNOWN = CampaignId.next();
    private static final Map<CampaignId, Receiver> RECEIVERS = Map.of(
            A, new Receiver(EUR, false, eur("30")),
            B, new Receiver(EUR, false, eur("0")),
            DOLLARS, new Receiver(Currency.getInstance("USD"), false, Money.of("0", "USD")),
            ELSEWHERE, new Receiver(EUR, true, eur("0")));

    private static final BudgetOpened OPENED = new BudgetOpened(ID, "Pool", EUR, null);
    private static final BudgetFunded FUNDED = new BudgetFunded(ID, eur("100"), null);
    private static final BudgetAllocated ALLOCATED = new BudgetAllocated(ID, new Move(A, eur("60"), eur("60")), null);
    private static final BudgetClosed CLOSED = new BudgetClosed(ID, null);

    private final DeciderFixture<Budget, BudgetCommand, BudgetEvent> fixture = new DeciderFixture<>(Budget::evolve,
            (budget, command) -> BudgetDecider.decide(budget, command, RECEIVERS));

    private static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }

    @Test
    void a_ledger_is_opened_empty() {
        fixture.given().when(new OpenBudget(ID, "Pool", EUR, null)).then(OPENED);
        fixture.given().when(new OpenBudget(ID, "", EUR, null)).refusedNaming("name");
        assertThat(Budget.evolve(null, OPENED).funded()).isEqualTo(eur("0"));
    }

    @Test
    void what_does_not_exist_cannot_be_funded() {
        fixture.given().when(new FundBudget(ID, 1, eur("1"), null)).refused(Kind.ABSENT, "not-found");
    }

    @Test
    void a_ledger_is_funded_with_a_positive_amount_of_its_currency() {
        fixture.given(OPENED).when(new FundBudget(ID, 1, eur("100"), null)).then(FUNDED);
        fixture.given(OPENED).when(new FundBudget(ID, 1, eur("0"), null)).refusedNaming("amount.amount");
        fixture.given(OPENED).when(new FundBudget(ID, 1, eur("-1"), null)).refusedNaming("amount.amount");
        fixture.given(OPENED).when(new FundBudget(ID, 1, Money.of("1", "USD"), null))
                .refused(Kind.RULE, "currency-mismatch");
        fixture.given(OPENED).when(new FundBudget(ID, 1, eur("1"), "x".repeat(1_001))).refusedNaming("reason");
    }

    @Test
    void an_allocation_adds_to_what_the_campaign_has() {
        fixture.given(OPENED, FUNDED).when(new AllocateBudget(ID, 2, A, eur("60"), null)).then(ALLOCATED);
        fixture.given(OPENED, FUNDED, ALLOCATED).when(new AllocateBudget(ID, 3, A, eur("40"), "more"))
                .then(new BudgetAllocated(ID, new Move(A, eur("40"), eur("100")), "more"));
    }

    @Test
    void not_a_micro_more_than_is_available_is_allocated() {
        fixture.given(OPENED, FUNDED, ALLOCATED).when(new AllocateBudget(ID, 3, B, eur("40.000001"), null))
                .refused(Kind.RULE, "insufficient-funds");
        fixture.given(OPENED).when(new AllocateBudget(ID, 1, B, eur("0.01"), null))
                .refused(Kind.RULE, "insufficient-funds");
    }

    @Test
    void money_goes_only_to_known_campaigns_of_its_currency_that_no_other_ledger_feeds() {
        fixture.given(OPENED, FUNDED).when(new AllocateBudget(ID, 2, UNKNOWN, eur("1"), null))
                .refused(Kind.RULE, "unknown-campaign");
        fixture.given(OPENED, FUNDED).when(new AllocateBudget(ID, 2, DOLLARS, eur("1"), null))
                .refused(Kind.RULE, "currency-mismatch");
        fixture.given(OPENED, FUNDED).when(new AllocateBudget(ID, 2, ELSEWHERE, eur("1"), null))
                .refused(Kind.CONFLICT, "fed-by-another-budget");
        fixture.given(OPENED, FUNDED).when(new AllocateBudget(ID, 2, A, Money.of("1", "USD"), null))
                .refused(Kind.RULE, "currency-mismatch");
    }

    @Test
    void what_is_not_spent_is_released() {
        fixture.given(OPENED, FUNDED, ALLOCATED).when(new ReleaseBudget(ID, 3, A, eur("30"), "rest"))
                .then(new BudgetReleased(ID, new Move(A, eur("-30"), eur("30")), "rest"));
        fixture.given(OPENED, FUNDED, ALLOCATED).when(new ReleaseBudget(ID, 3, A, eur("30.000001"), null))
                .refused(Kind.RULE, "already-spent");
        fixture.given(OPENED, FUNDED, ALLOCATED).when(new ReleaseBudget(ID, 3, A, eur("60.000001"), null))
                .refused(Kind.RULE, "insufficient-funds");
        fixture.given(OPENED, FUNDED, ALLOCATED).when(new ReleaseBudget(ID, 3, UNKNOWN, eur("1"), null))
                .refused(Kind.RULE, "unknown-campaign");
    }

    @Test
    void moves_that_sum_to_zero_are_applied_together() {
        fixture.given(OPENED, FUNDED, ALLOCATED).when(moves(new Transfer(A, eur("-20")), new Transfer(B, eur("20"))))
                .then(new BudgetReallocated(ID, List.of(new Move(A, eur("-20"), eur("40")),
                        new Move(B, eur("20"), eur("20"))), "why"));
    }

    @Test
    void moves_are_refused_wholly() {
        var given = fixture.given(OPENED, FUNDED, ALLOCATED);
        given.when(moves(new Transfer(A, eur("-20")), new Transfer(B, eur("21"))))
                .refused(Kind.RULE, "moves-not-balanced");
        given.when(moves(new Transfer(A, eur("-61")), new Transfer(B, eur("61"))))
                .refused(Kind.RULE, "insufficient-funds");
        given.when(moves(new Transfer(A, eur("-31")), new Transfer(B, eur("31")))).refused(Kind.RULE, "already-spent");
        given.when(moves(new Transfer(A, eur("-1")), new Transfer(UNKNOWN, eur("1"))))
                .refused(Kind.RULE, "unknown-campaign");
        given.when(moves(new Transfer(A, eur("-1")), new Transfer(ELSEWHERE, eur("1"))))
                .refused(Kind.CONFLICT, "fed-by-another-budget");
        given.when(moves(new Transfer(A, eur("-1")), new Transfer(DOLLARS, eur("1"))))
                .refused(Kind.RULE, "currency-mismatch");
        given.when(moves(new Transfer(A, eur("-1")), new Transfer(B, Money.of("1", "USD"))))
                .refusedNaming("moves[1].delta.currency");
        given.when(moves(new Transfer(A, eur("0")), new Transfer(A, eur("0"))))
                .refusedNaming("moves[0].delta.amount", "moves[1].delta.amount", "moves[1].campaignId");
        given.when(moves()).refusedNaming("moves");
        given.when(new ReallocateBudget(ID, 3, List.of(new Transfer(A, eur("-1")), new Transfer(B, eur("1"))), " "))
                .refusedNaming("reason");
    }

    @Test
    void what_is_available_is_withdrawn() {
        fixture.given(OPENED, FUNDED, ALLOCATED).when(new WithdrawBudget(ID, 3, eur("40"), null))
                .then(new BudgetWithdrawn(ID, eur("40"), null));
        fixture.given(OPENED, FUNDED, ALLOCATED).when(new WithdrawBudget(ID, 3, eur("40.01"), null))
                .refused(Kind.RULE, "insufficient-funds");
        Budget budget = fixture.given(OPENED, FUNDED, ALLOCATED, new BudgetWithdrawn(ID, eur("40"), null)).state();
        assertThat(budget).isNotNull();
        assertThat(budget.funded()).isEqualTo(eur("60"));
        assertThat(budget.available()).isEqualTo(eur("0"));
    }

    @Test
    void a_closed_ledger_gives_back_and_takes_nothing() {
        fixture.given(OPENED, FUNDED).when(new CloseBudget(ID, 2, null)).then(CLOSED);
        fixture.given(OPENED, FUNDED).when(new CloseBudget(ID, 2, "x".repeat(1_001))).refusedNaming("reason");
        for (BudgetCommand command : List.of(new FundBudget(ID, 3, eur("1"), null),
                new AllocateBudget(ID, 3, A, eur("1"), null), new CloseBudget(ID, 3, null),
                moves(new Transfer(A, eur("-1")), new Transfer(B, eur("1"))))) {
            fixture.given(OPENED, FUNDED, CLOSED).when(command).refused(Kind.CONFLICT, "budget-closed");
        }
        fixture.given(OPENED, FUNDED, ALLOCATED, CLOSED).when(new ReleaseBudget(ID, 4, A, eur("30"), "rest"))
                .then(new BudgetReleased(ID, new Move(A, eur("-30"), eur("30")), "rest"));
        fixture.given(OPENED, FUNDED, ALLOCATED, CLOSED).when(new WithdrawBudget(ID, 4, eur("40"), null))
                .then(new BudgetWithdrawn(ID, eur("40"), null));
        fixture.given(OPENED, FUNDED, ALLOCATED, CLOSED).when(new TakeBackAllocation(ID, A, eur("60"), 3, "ended"))
                .then(new AllocationTakenBack(ID, new Move(A, eur("-60"), eur("0")), 3, "ended"));
    }

    @Test
    void no_more_is_taken_back_than_is_still_there() {
        fixture.given(OPENED, FUNDED, ALLOCATED).when(new TakeBackAllocation(ID, A, eur("70"), 3, "ended"))
                .then(new AllocationTakenBack(ID, new Move(A, eur("-60"), eur("0")), 3, "ended"));
        fixture.given(OPENED, FUNDED, ALLOCATED).when(new TakeBackAllocation(ID, A, eur("10"), 3, "ended"))
                .then(new AllocationTakenBack(ID, new Move(A, eur("-10"), eur("50")), 3, "ended"));
        fixture.given(OPENED, FUNDED).when(new TakeBackAllocation(ID, A, eur("10"), 3, "ended")).thenNothing();
    }

    @Test
    void a_refused_allocation_is_taken_back_once() {
        fixture.given(OPENED, FUNDED, ALLOCATED,
                new AllocationTakenBack(ID, new Move(A, eur("-10"), eur("50")), 3, "over"))
                .when(new TakeBackAllocation(ID, A, eur("10"), 3, "over")).thenNothing();
        fixture.given(OPENED, FUNDED, ALLOCATED,
                new AllocationTakenBack(ID, new Move(A, eur("-10"), eur("50")), 3, "over"))
                .when(new TakeBackAllocation(ID, A, eur("10"), 4, "over"))
                .then(new AllocationTakenBack(ID, new Move(A, eur("-10"), eur("40")), 4, "over"));
    }

    /** Whatever is asked in whatever order, money is neither made nor lost, and nobody is below zero. */
    @Property(tries = 300)
    void the_ledger_always_balances(@ForAll("commands") List<BudgetCommand> commands) {
        @Nullable
        Budget budget = Budget.evolve(null, OPENED);
        Money in = eur("0");
        for (BudgetCommand command : commands) {
            List<BudgetEvent> events = new ArrayList<>();
            try {
                events.addAll(BudgetDecider.decide(budget, command, RECEIVERS));
            } catch (Refusal refused) {
                continue;
            }
            for (BudgetEvent event : events) {
                budget = Budget.evolve(budget, event);
                if (event instanceof BudgetFunded funded) {
                    in = in.plus(funded.amount());
                } else if (event instanceof BudgetWithdrawn withdrawn) {
                    in = in.minus(withdrawn.amount());
                }
            }
            assertThat(budget.funded()).isEqualTo(in);
            assertThat(budget.available().isNegative()).isFalse();
            assertThat(budget.allocations().values()).noneMatch(Money::isNegative);
            assertThat(budget.allocated().plus(budget.available())).isEqualTo(budget.funded());
        }
    }

    @Provide
    Arbitrary<List<BudgetCommand>> commands() {
        Arbitrary<Money> amount = Arbitraries.longs().between(1, 50_000_000).map(micros -> new Money(micros, EUR));
        Arbitrary<CampaignId> campaign = Arbitraries.of(A, B);
        Arbitrary<BudgetCommand> command = Combinators.combine(Arbitraries.integers().between(0, 5), amount, campaign)
                .as((kind, money, id) -> switch (kind) {
                    case 0 -> new FundBudget(ID, 0, money, null);
                    case 1 -> new AllocateBudget(ID, 0, id, money, null);
                    case 2 -> new ReleaseBudget(ID, 0, id, money, null);
                    case 3 -> new WithdrawBudget(ID, 0, money, null);
                    case 4 -> new TakeBackAllocation(ID, id, money, 0, "refused");
                    default -> moves(new Transfer(id, money.negated()), new Transfer(id.equals(A) ? B : A, money));
                });
        return command.list().ofMaxSize(40);
    }

    private static ReallocateBudget moves(Transfer... moves) {
        return new ReallocateBudget(ID, 3, List.of(moves), "why");
    }
}
