package org.mediaplanner.queries.pacing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.mediaplanner.events.campaign.Campaign;
import org.mediaplanner.events.campaign.Flight;
import org.mediaplanner.events.campaign.Pacing;
import org.mediaplanner.events.money.Money;

/** What a campaign plans to spend on each day of its flight. */
public final class PlannedCurve {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private PlannedCurve() {}

    /**
     * One amount for each day of the flight, the first day's first, in the campaign's currency. They sum to the budget
     * over the flight to the micro, and none is negative.
     */
    public static List<Money> of(Campaign campaign) {
        Flight flight = campaign.flight();
        Money budget = campaign.cap();
        return switch (campaign.pacing()) {
            case Pacing.Even() -> budget.split(flight.days());
            case Pacing.Asap() -> asap(budget, flight.days());
            case Pacing.Ahead(BigDecimal percent) -> budget.split(aheadWeights(percent, flight.days()));
            case Pacing.Custom(List<Pacing.Step> steps) -> custom(budget, steps, flight);
        };
    }

    private static List<Money> asap(Money budget, int days) {
        List<Money> curve = new ArrayList<>(Collections.nCopies(days, Money.zero(budget.currency())));
        curve.set(0, budget);
        return List.copyOf(curve);
    }

    /**
     * With n1 days before the middle and n2 after it, the first weigh 1 + p/100 and the others what the even total
     * leaves them, (days − n1·(1 + p/100)) / n2. Both are taken n2·100 times, so that no division has to be rounded.
     */
    private static List<BigDecimal> aheadWeights(BigDecimal percent, int days) {
        int first = days / 2;
        int second = days - first;
        BigDecimal raised = HUNDRED.add(percent);
        BigDecimal firstWeight = raised.multiply(BigDecimal.valueOf(second));
        BigDecimal secondWeight = HUNDRED.multiply(BigDecimal.valueOf(days))
                .subtract(raised.multiply(BigDecimal.valueOf(first)))
                .max(BigDecimal.ZERO);
        List<BigDecimal> weights = new ArrayList<>(Collections.nCopies(first, firstWeight));
        weights.addAll(Collections.nCopies(second, secondWeight));
        return weights;
    }

    private static List<Money> custom(Money budget, List<Pacing.Step> steps, Flight flight) {
        List<Money> shares = budget.split(steps.stream().map(Pacing.Step::percent).toList());
        List<Money> curve = new ArrayList<>(flight.days());
        for (int i = 0; i < steps.size(); i++) {
            LocalDate next = i + 1 < steps.size() ? steps.get(i + 1).from() : flight.end().plusDays(1);
            int days = Math.toIntExact(ChronoUnit.DAYS.between(steps.get(i).from(), next));
            curve.addAll(shares.get(i).split(days));
        }
        return List.copyOf(curve);
    }
}
