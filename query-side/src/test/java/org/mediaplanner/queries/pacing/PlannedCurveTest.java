package org.mediaplanner.queries.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaplanner.queries.pacing.PacedCampaigns.START;
import static org.mediaplanner.queries.pacing.PacedCampaigns.campaign;
import static org.mediaplanner.queries.pacing.PacedCampaigns.eur;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.campaign.Campaign;
import org.mediaplanner.events.campaign.CampaignBudget;
import org.mediaplanner.events.campaign.Pacing;
import org.mediaplanner.events.money.Money;

class PlannedCurveTest {

    private static List<Money> curve(String total, int days, Pacing pacing) {
        return PlannedCurve.of(campaign(CampaignBudget.Type.TOTAL, eur(total), days, pacing));
    }

    private static Pacing ahead(String percent) {
        return new Pacing.Ahead(new BigDecimal(percent));
    }

    private static Pacing.Step step(int day, String percent) {
        return new Pacing.Step(START.plusDays(day), new BigDecimal(percent));
    }

    private static List<Money> eurs(String... amounts) {
        return Stream.of(amounts).map(PacedCampaigns::eur).toList();
    }

    @Test
    void even_is_the_same_each_day_and_gives_odd_micros_to_the_first() {
        assertThat(curve("100", 3, Pacing.EVEN)).isEqualTo(eurs("33.333334", "33.333333", "33.333333"));
    }

    @Test
    void asap_is_all_on_the_first_day() {
        assertThat(curve("100", 3, new Pacing.Asap())).isEqualTo(eurs("100", "0", "0"));
    }

    @Test
    void ahead_spends_more_in_the_first_half_and_as_much_less_in_the_second() {
        assertThat(curve("400", 4, ahead("20"))).isEqualTo(eurs("120", "120", "80", "80"));
    }

    @Test
    void ahead_leaves_the_middle_day_of_an_odd_flight_to_the_second_half() {
        assertThat(curve("500", 5, ahead("30"))).isEqualTo(eurs("130", "130", "80", "80", "80"));
    }

    @Test
    void ahead_of_a_single_day_is_even() {
        assertThat(curve("100", 1, ahead("100"))).isEqualTo(eurs("100"));
    }

    @Test
    void ahead_by_the_whole_or_more_leaves_nothing_but_never_less() {
        assertThat(curve("100", 2, ahead("100"))).isEqualTo(eurs("100", "0"));
        assertThat(curve("100", 4, ahead("150"))).isEqualTo(eurs("50", "50", "0", "0"));
    }

    @Test
    void custom_spreads_each_step_evenly_until_the_next_or_the_end() {
        Pacing pacing = new Pacing.Custom(List.of(step(0, "50"), step(2, "20"), step(3, "30")));
        assertThat(curve("100", 6, pacing)).isEqualTo(eurs("25", "25", "20", "10", "10", "10"));
    }

    @Test
    void custom_shares_that_do_not_divide_go_by_the_largest_remainder() {
        Pacing pacing = new Pacing.Custom(List.of(step(0, "33.3"), step(1, "33.4"), step(2, "33.3")));
        assertThat(curve("0.000001", 3, pacing)).isEqualTo(eurs("0", "0.000001", "0"));
    }

    @Test
    void a_daily_budget_is_spread_as_the_sum_of_its_days() {
        assertThat(PlannedCurve.of(campaign(CampaignBudget.Type.DAILY, eur("10"), 3, Pacing.EVEN)))
                .isEqualTo(eurs("10", "10", "10"));
        assertThat(PlannedCurve.of(campaign(CampaignBudget.Type.DAILY, eur("10"), 3, new Pacing.Asap())))
                .isEqualTo(eurs("30", "0", "0"));
    }

    @Provide
    Arbitrary<Campaign> campaigns() {
        return PacedCampaigns.campaigns();
    }

    @Property(tries = 500)
    void sums_to_the_budget_with_no_negative_day(@ForAll("campaigns") Campaign campaign) {
        List<Money> curve = PlannedCurve.of(campaign);
        assertThat(curve).hasSize(campaign.flight().days()).noneMatch(Money::isNegative);
        assertThat(Money.sum(curve, campaign.currency())).isEqualTo(campaign.budget().over(campaign.flight()));
    }
}
