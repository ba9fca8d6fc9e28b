package org.mediaplanner.commands.campaign;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Checks;
import org.mediaplanner.events.campaign.Bidding;
import org.mediaplanner.events.campaign.Campaign;
import org.mediaplanner.events.campaign.CampaignBudget;
import org.mediaplanner.events.campaign.Flight;
import org.mediaplanner.events.campaign.Pacing;
import org.mediaplanner.events.campaign.Targeting;
import org.mediaplanner.events.money.Money;

/** What must hold of every campaign, however it came to be. */
final class CampaignRules {

    /** Ten years: as long as any question about a flight may reach. */
    private static final int FLIGHT_DAYS = 3_660;
    private static final int TARGETS = 1_000;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private CampaignRules() {}

    /** The flight from {@code start} to {@code end}, if they make one. */
    static Flight flight(LocalDate start, LocalDate end) {
        new Checks().that(!end.isBefore(start), "endDate", "must not be before startDate").orRefuse();
        Flight flight = new Flight(start, end);
        new Checks().that(flight.days() <= FLIGHT_DAYS, "endDate", "a flight has at most " + FLIGHT_DAYS + " days")
                .orRefuse();
        return flight;
    }

    /** Refuses a campaign that breaks a rule, naming each field. */
    static Campaign check(Campaign campaign) {
        Checks checks = new Checks()
                .name("name", campaign.name())
                .word("channel", campaign.channel())
                .word("platform", campaign.platform())
                .tags("tags", campaign.tags());
        checkBudget(checks, campaign.budget(), campaign.flight());
        checkPacing(checks, campaign.pacing(), campaign.flight());
        checkBidding(checks, campaign.bidding(), campaign);
        checkTargeting(checks, campaign.targeting());
        checks.orRefuse();
        return campaign;
    }

    private static void checkBudget(Checks checks, CampaignBudget budget, Flight flight) {
        checks.that(!budget.money().isNegative(), "budget.money.amount", "must not be negative");
        checks.that(budget.type() == CampaignBudget.Type.TOTAL || fits(budget.money(), flight.days()),
                "budget.money.amount", "is more, over all days of the flight, than an amount can be");
    }

    private static boolean fits(Money daily, long days) {
        return daily.isNegative() || daily.micros() <= Long.MAX_VALUE / days;
    }

    private static void checkPacing(Checks checks, Pacing pacing, Flight flight) {
        switch (pacing) {
            case Pacing.Even() -> {
            }
            case Pacing.Asap() -> {
            }
            case Pacing.Ahead(BigDecimal percent) ->
                checks.that(percent.signum() >= 0 && percent.compareTo(HUNDRED) <= 0, "pacing.percent",
                        "must be from 0 to 100");
            case Pacing.Custom(List<Pacing.Step> curve) -> checkCurve(checks, curve, flight);
        }
    }

    private static void checkCurve(Checks checks, List<Pacing.Step> curve, Flight flight) {
        if (curve.isEmpty()) {
            checks.that(false, "pacing.curve", "must have a step");
            return;
        }
        checks.that(curve.getFirst().from().equals(flight.start()), "pacing.curve[0].from",
                "must be the first day of the flight");
        for (int i = 0; i < curve.size(); i++) {
            String step = "pacing.curve[" + i + "]";
            checks.that(curve.get(i).percent().signum() >= 0, step + ".percent", "must not be negative");
            checks.that(flight.contains(curve.get(i).from()), step + ".from", "must lie within the flight");
            checks.that(i == 0 || curve.get(i).from().isAfter(curve.get(i - 1).from()), step + ".from",
                    "must be after the step before");
        }
        BigDecimal total = curve.stream().map(Pacing.Step::percent).reduce(BigDecimal.ZERO, BigDecimal::add);
        checks.that(total.compareTo(HUNDRED) == 0, "pacing.curve",
                "percents must sum to 100, not " + total.toPlainString());
    }

    private static void checkBidding(Checks checks, @Nullable Bidding bidding, Campaign campaign) {
        if (bidding == null) {
            return;
        }
        checks.word("bidding.strategy", bidding.strategy());
        if (bidding.target() != null) {
            checks.that(bidding.target().isPositive(), "bidding.target.amount", "must be positive")
                    .that(bidding.target().currency().equals(campaign.currency()), "bidding.target.currency",
                            "must be the campaign's " + campaign.currency());
        }
        if (bidding.targetRoas() != null) {
            checks.that(bidding.targetRoas().signum() > 0, "bidding.targetRoas", "must be positive");
        }
    }

    private static void checkTargeting(Checks checks, @Nullable Targeting targeting) {
        if (targeting == null) {
            return;
        }
        checkTargets(checks, "targeting.locations", targeting.locations());
        checkTargets(checks, "targeting.languages", targeting.languages());
        checkTargets(checks, "targeting.audiences", targeting.audiences());
        checkTargets(checks, "targeting.devices", targeting.devices());
        checkTargets(checks, "targeting.keywords", targeting.keywords());
    }

    private static void checkTargets(Checks checks, String field, List<String> targets) {
        checks.that(targets.size() <= TARGETS, field, "must hold at most " + TARGETS + " values");
        for (int i = 0; i < targets.size(); i++) {
            checks.that(!targets.get(i).isBlank(), field + "[" + i + "]", "must not be blank")
                    .text(field + "[" + i + "]", targets.get(i), Checks.NAME_LENGTH);
        }
    }
}
