package org.mediaplanner.commands.performance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Refusal.Violation;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.performance.FactValues;
import org.mediaplanner.events.performance.PerformanceEvent.Fact;
import org.mediaplanner.events.performance.PerformanceEvent.Restatement;

/**
 * What a batch of facts changes about what is known: a pure function of both.
 *
 * @param spend how much more (or less) was spent, by campaign
 * @param violations periods that overlap others; where there is one, nothing may be applied
 */
record FactComparison(List<Fact> reported, List<Restatement> restated, int unchanged, Map<CampaignId, Money> spend,
        List<Violation> violations) {

    /**
     * Compares {@code facts} with {@code known}, the facts of the same campaigns by their first day.
     *
     * @param violation names the place of the nth fact in the request
     */
    static FactComparison of(Map<CampaignId, NavigableMap<LocalDate, FactValues>> known, List<Fact> facts,
            BiFunction<Integer, String, Violation> violation) {
        List<Fact> reported = new ArrayList<>();
        List<Restatement> restated = new ArrayList<>();
        Map<CampaignId, Money> spend = new HashMap<>();
        Map<CampaignId, NavigableMap<LocalDate, FactValues>> after = new HashMap<>();
        for (Fact fact : facts) {
            NavigableMap<LocalDate, FactValues> days = after.computeIfAbsent(fact.campaignId(),
                    id -> new TreeMap<>(known.getOrDefault(id, new TreeMap<>())));
            @Nullable
            FactValues before = days.put(fact.date(), fact.values());
            if (before == null) {
                reported.add(fact);
                spend.merge(fact.campaignId(), fact.values().cost(), Money::plus);
            } else if (!before.equals(fact.values())) {
                restated.add(new Restatement(fact.campaignId(), fact.date(), before, fact.values()));
                spend.merge(fact.campaignId(), fact.values().cost().minus(before.cost()), Money::plus);
            }
        }
        return new FactComparison(reported, restated, facts.size() - reported.size() - restated.size(), spend,
                overlaps(after, facts, violation));
    }

    private static List<Violation> overlaps(Map<CampaignId, NavigableMap<LocalDate, FactValues>> after,
            List<Fact> facts, BiFunction<Integer, String, Violation> violation) {
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            Fact fact = facts.get(i);
            NavigableMap<LocalDate, FactValues> days = after.getOrDefault(fact.campaignId(), new TreeMap<>());
            var earlier = days.lowerEntry(fact.date());
            var later = days.higherKey(fact.date());
            if (earlier != null && earlier.getKey().plusDays(earlier.getValue().periodDays()).isAfter(fact.date())) {
                violations.add(violation.apply(i, "overlaps the period from " + earlier.getKey()));
            } else if (later != null && fact.date().plusDays(fact.values().periodDays()).isAfter(later)) {
                violations.add(violation.apply(i, "overlaps the period from " + later));
            }
        }
        return violations;
    }
}
