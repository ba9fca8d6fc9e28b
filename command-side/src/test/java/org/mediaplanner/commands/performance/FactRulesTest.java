package org.mediaplanner.commands.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mediaplanner.commands.Refusal.Violation;
import org.mediaplanner.commands.campaign.CampaignRegister.Entry;
import org.mediaplanner.commands.performance.PerformanceCommand.FactInput;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.performance.FactValues;
import org.mediaplanner.events.performance.PerformanceEvent.Fact;

class FactRulesTest {

    private static final CampaignId ID = CampaignId.next();
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 10);
    private static final Map<CampaignId, Entry> CAMPAIGNS = Map.of(ID,
            new Entry(ID, "Spring", Money.of("0", "EUR"), null));

    private final FactRules rules = new FactRules(CAMPAIGNS, TODAY);

    private static FactInput row(LocalDate date, int periodDays, @Nullable String impressions, @Nullable String clicks,
            @Nullable Money cost, @Nullable String conversions, @Nullable Money value) {
        return new FactInput(ID, date, periodDays, number(impressions), number(clicks), cost, number(conversions),
                value);
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }

    private List<String> fields(FactInput... rows) {
        assertThat(rules.facts(List.of(rows))).isEmpty();
        return rules.violations().stream().map(violation -> violation.index() + " " + violation.field()).toList();
    }

    @Test
    void what_is_not_given_is_zero() {
        assertThat(rules.facts(List.of(row(TODAY, 1, null, null, null, null, null)))).containsExactly(
                new Fact(ID, TODAY, new FactValues(1, 0, 0, Money.of("0", "EUR"), new BigDecimal("0.000000"),
                        Money.of("0", "EUR"))));
        assertThat(rules.violations()).isEmpty();
    }

    @Test
    void a_count_may_be_written_as_a_decimal_that_is_whole() {
        Fact fact = rules.facts(List.of(row(TODAY, 7, "3.0", "1e2", Money.of("1.5", "EUR"), "2.5", null))).getFirst();
        assertThat(fact.values().impressions()).isEqualTo(3);
        assertThat(fact.values().clicks()).isEqualTo(100);
        assertThat(fact.values().conversions()).isEqualByComparingTo("2.5");
        assertThat(fact.values().periodDays()).isEqualTo(7);
    }

    @Test
    void broken_and_negative_and_absurd_counts_are_refused() {
        assertThat(fields(row(TODAY, 1, "102.5", "-1", null, "-0.5", null),
                row(TODAY.minusDays(1), 1, "1000000000001", "1e300", null, "0.0000001", null)))
                .containsExactly("0 impressions", "0 clicks", "0 conversions", "1 impressions", "1 clicks",
                        "1 conversions");
    }

    @Test
    void money_is_in_the_campaigns_currency_and_not_negative() {
        assertThat(fields(row(TODAY, 1, null, null, Money.of("1", "USD"), null, Money.of("-1", "EUR"))))
                .containsExactly("0 cost.currency", "0 conversionValue.amount");
        assertThat(new FactRules(CAMPAIGNS, TODAY)
                .facts(List.of(row(TODAY, 1, null, null, Money.of("2000000000000", "EUR"), null, null)))).isEmpty();
    }

    @Test
    void days_lie_between_1990_and_today_and_periods_within_a_year() {
        assertThat(fields(row(TODAY.plusDays(1), 1, "1", null, null, null, null),
                row(LocalDate.of(1989, 12, 31), 0, "1", null, null, null, null),
                row(TODAY, 367, "1", null, null, null, null)))
                .containsExactly("0 date", "1 date", "1 periodDays", "2 periodDays");
    }

    @Test
    void the_same_campaign_and_day_stands_once() {
        rules.facts(List.of(row(TODAY, 1, "1", null, null, null, null), row(TODAY, 1, "2", null, null, null, null)));
        assertThat(rules.violations()).containsExactly(
                Violation.atIndex(1, "date", "the same campaign and day stands twice"));
    }

    @Test
    void an_unknown_campaign_is_named() {
        CampaignId unknown = CampaignId.next();
        rules.facts(List.of(new FactInput(unknown, TODAY, 1, null, null, null, null, null)));
        assertThat(rules.violations()).containsExactly(
                Violation.atIndex(0, "campaignId", "there is no campaign " + unknown));
    }
}
