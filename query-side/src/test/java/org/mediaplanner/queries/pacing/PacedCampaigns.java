package org.mediaplanner.queries.pacing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.mediaplanner.events.campaign.Campaign;
import org.mediaplanner.events.campaign.Campaign.Phase;
import org.mediaplanner.events.campaign.CampaignBudget;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.campaign.Flight;
import org.mediaplanner.events.campaign.Objective;
import org.mediaplanner.events.campaign.Pacing;
import org.mediaplanner.events.money.Money;

/** Campaigns that differ only in what pacing looks at. */
final class PacedCampaigns {

    static final LocalDate START = LocalDate.of(2026, 3, 2);

    private PacedCampaigns() {}

    static Money eur(String amount) {
        return Money.of(amount, "EUR");
    }

    static Campaign campaign(CampaignBudget.Type type, Money money, int days, Pacing pacing, Phase phase) {
        return new Campaign(CampaignId.next(), "Spring", "search", "google-ads", Objective.SALES,
                new Flight(START, START.plusDays(days - 1L)), ZoneOffset.UTC, new CampaignBudget(type, money), pacing,
                null, null, List.of(), null, phase, null);
    }

    static Campaign campaign(CampaignBudget.Type type, Money money, int days, Pacing pacing) {
        return campaign(type, money, days, pacing, Phase.LAUNCHED);
    }

    /** All modes, both budget types, flights of 1 to 400 days. */
    static Arbitrary<Campaign> campaigns() {
        return Arbitraries.integers().between(1, 400).flatMap(days -> Combinators
                .combine(Arbitraries.of(CampaignBudget.Type.class), Arbitraries.longs().between(0, 9_000_000_000_000L),
                        pacings(days),
                        Arbitraries.of(Phase.class))
                .as((type, micros, pacing, phase) -> campaign(type, Money.ofMicros(micros, "EUR"), days, pacing,
                        phase)));
    }

    private static Arbitrary<Pacing> pacings(int days) {
        return Arbitraries.oneOf(Arbitraries.just(Pacing.EVEN), Arbitraries.just(new Pacing.Asap()),
                Arbitraries.bigDecimals().between(BigDecimal.ZERO, BigDecimal.valueOf(100)).ofScale(2)
                        .map(Pacing.Ahead::new),
                Combinators.combine(Arbitraries.integers().between(0, days - 1).set().ofMaxSize(6),
                        Arbitraries.integers().between(0, 10_000).list().ofSize(6)).as((from, cuts) -> {
                            TreeSet<Integer> offsets = new TreeSet<>(from);
                            offsets.add(0);
                            return custom(List.copyOf(offsets), cuts);
                        }));
    }

    /** Steps whose percents are the gaps between {@code cuts} of 10,000, so that they sum to 100. */
    private static Pacing custom(List<Integer> offsets, List<Integer> cuts) {
        List<Integer> ends = new ArrayList<>(cuts.stream().limit(offsets.size() - 1L).sorted().toList());
        ends.add(10_000);
        List<Pacing.Step> steps = new ArrayList<>();
        for (int i = 0; i < offsets.size(); i++) {
            int percent = ends.get(i) - (i == 0 ? 0 : ends.get(i - 1));
            steps.add(new Pacing.Step(START.plusDays(offsets.get(i)), BigDecimal.valueOf(percent, 2)));
        }
        return new Pacing.Custom(List.copyOf(steps));
    }
}
