package org.mediaplanner.commands.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.mediaplanner.commands.Refusal.Violation;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.performance.FactValues;
import org.mediaplanner.events.performance.PerformanceEvent.Fact;
import org.mediaplanner.events.performance.PerformanceEvent.Restatement;

class FactComparisonTest {

    private static final CampaignId A = CampaignId.next();
    private static final CampaignId B = CampaignId.next();
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    private static FactValues values(int periodDays, String cost) {
        return new FactValues(periodDays, 10, 1, Money.of(cost, "EUR"), new BigDecimal("0.000000"),
                Money.of("0", "EUR"));
    }

    private static Fact fact(CampaignId id, LocalDate date, int periodDays, String cost) {
        return new Fact(id, date, values(periodDays, cost));
    }

    private static Map<CampaignId, NavigableMap<LocalDate, FactValues>> known(Fact... facts) {
        Map<CampaignId, NavigableMap<LocalDate, FactValues>> known = new HashMap<>();
        for (Fact fact : facts) {
            known.computeIfAbsent(fact.campaignId(), id -> new TreeMap<>()).put(fact.date(), fact.values());
        }
        return known;
    }

    private static FactComparison compare(Map<CampaignId, NavigableMap<LocalDate, FactValues>> known, Fact... facts) {
        return FactComparison.of(known, List.of(facts), (i, text) -> Violation.atIndex(i, "periodDays", text));
    }

    @Test
    void tells_new_restated_and_known_facts_apart() {
        FactComparison comparison = compare(known(fact(A, MONDAY, 1, "5"), fact(A, MONDAY.plusDays(1), 1, "7")),
                fact(A, MONDAY, 1, "5"), fact(A, MONDAY.plusDays(1), 1, "4"), fact(A, MONDAY.plusDays(2), 1, "1"),
                fact(B, MONDAY, 1, "2"));
        assertThat(comparison.unchanged()).isEqualTo(1);
        assertThat(comparison.restated()).containsExactly(
                new Restatement(A, MONDAY.plusDays(1), values(1, "7"), values(1, "4")));
        assertThat(comparison.reported()).containsExactly(fact(A, MONDAY.plusDays(2), 1, "1"), fact(B, MONDAY, 1, "2"));
        assertThat(comparison.violations()).isEmpty();
    }

    @Test
    void spend_changes_by_what_is_new_less_what_was_known() {
        assertThat(compare(known(fact(A, MONDAY, 1, "7")), fact(A, MONDAY, 1, "4"), fact(A, MONDAY.plusDays(1), 1, "1"),
                fact(B, MONDAY, 1, "2")).spend())
                .isEqualTo(Map.of(A, Money.of("-2", "EUR"), B, Money.of("2", "EUR")));
    }

    @Test
    void a_longer_period_from_the_same_day_is_a_restatement() {
        assertThat(compare(known(fact(A, MONDAY, 1, "7")), fact(A, MONDAY, 7, "7")).restated()).hasSize(1);
    }

    @Test
    void periods_of_one_campaign_do_not_overlap() {
        assertThat(compare(known(fact(A, MONDAY, 7, "7")), fact(A, MONDAY.plusDays(6), 1, "1")).violations())
                .containsExactly(Violation.atIndex(0, "periodDays", "overlaps the period from " + MONDAY));
        assertThat(compare(known(fact(A, MONDAY.plusDays(6), 1, "7")), fact(A, MONDAY, 7, "1")).violations())
                .containsExactly(Violation.atIndex(0, "periodDays", "overlaps the period from " + MONDAY.plusDays(6)));
        assertThat(compare(known(), fact(A, MONDAY, 7, "1"), fact(A, MONDAY.plusDays(3), 1, "1")).violations())
                .hasSize(2);
        assertThat(compare(known(fact(A, MONDAY, 7, "7")), fact(A, MONDAY.plusDays(7), 7, "1"),
                fact(B, MONDAY.plusDays(1), 1, "1")).violations()).isEmpty();
    }

    @Property(tries = 200)
    void repeating_a_batch_changes_nothing(@ForAll("batches") List<Fact> facts) {
        FactComparison first = compare(known(), facts.toArray(Fact[]::new));
        FactComparison second = compare(known(facts.toArray(Fact[]::new)), facts.toArray(Fact[]::new));
        assertThat(first.reported()).hasSameSizeAs(facts);
        assertThat(second.unchanged()).isEqualTo(facts.size());
        assertThat(second.reported()).isEmpty();
        assertThat(second.restated()).isEmpty();
        assertThat(second.spend()).isEmpty();
    }

    @Property(tries = 200)
    void spend_is_the_sum_of_what_is_known(@ForAll("batches") List<Fact> before, @ForAll("batches") List<Fact> after) {
        Map<CampaignId, NavigableMap<LocalDate, FactValues>> known = known(before.toArray(Fact[]::new));
        Money spent = sum(known);
        FactComparison comparison = compare(known, after.toArray(Fact[]::new));
        List<Fact> all = new ArrayList<>(before);
        all.addAll(after);
        Money delta = comparison.spend().values().stream().reduce(Money.of("0", "EUR"), Money::plus);
        assertThat(spent.plus(delta)).isEqualTo(sum(known(all.toArray(Fact[]::new))));
    }

    private static Money sum(Map<CampaignId, NavigableMap<LocalDate, FactValues>> known) {
        return known.values().stream().flatMap(days -> days.values().stream()).map(FactValues::cost)
                .reduce(Money.of("0", "EUR"), Money::plus);
    }

    @Provide
    Arbitrary<List<Fact>> batches() {
        return Combinators.combine(Arbitraries.of(A, B), Arbitraries.integers().between(0, 40),
                Arbitraries.integers().between(0, 10_000))
                .as((id, day, cents) -> fact(id, MONDAY.plusDays(day), 1, BigDecimal.valueOf(cents, 2).toPlainString()))
                .list().ofMaxSize(30).uniqueElements(fact -> List.of(fact.campaignId(), fact.date()));
    }
}
