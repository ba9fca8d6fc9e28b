package org.mediaplanner.queries.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaplanner.queries.pacing.PacedCampaigns.START;

import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.WithNull;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.campaign.Campaign;
import org.mediaplanner.events.campaign.CampaignBudget;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.tenant.TenantSettings.PacingBands;
import org.mediaplanner.queries.pacing.PacingReport.Day;
import org.mediaplanner.queries.pacing.PacingReport.Status;

class PacingPropertiesTest {

    @Provide
    Arbitrary<Campaign> campaigns() {
        return PacedCampaigns.campaigns();
    }

    /** Days before, within and after flights. */
    @Provide
    Arbitrary<NavigableMap<LocalDate, Money>> spends() {
        return Arbitraries
                .maps(Arbitraries.integers().between(-10, 410).map(START::plusDays),
                        Arbitraries.longs().between(0, 1_000_000_000_000L)
                                .map(micros -> Money.ofMicros(micros, "EUR")))
                .ofMaxSize(60)
                .map(TreeMap::new);
    }

    private static @Nullable LocalDate day(@Nullable Integer offset) {
        return offset == null ? null : START.plusDays(offset);
    }

    @Property(tries = 500)
    void the_series_sums_to_the_totals(@ForAll("campaigns") Campaign campaign,
            @ForAll("spends") NavigableMap<LocalDate, Money> spend,
            @ForAll @IntRange(min = -5, max = 410) @WithNull(0.1) @Nullable Integer dataThrough,
            @ForAll @IntRange(min = -5, max = 410) int today) {
        PacingReport report = PacingCalculator.report(campaign, spend, day(dataThrough), START.plusDays(today),
                PacingBands.USUAL);

        Money planned = Money.zero(campaign.currency());
        Money actual = Money.zero(campaign.currency());
        Money plannedThen = planned;
        for (Day day : report.series()) {
            planned = planned.plus(day.planned());
            actual = actual.plus(day.actual());
            assertThat(day.plannedToDate()).isEqualTo(planned);
            assertThat(day.actualToDate()).isEqualTo(actual);
            if (day.date().isAfter(report.date())) {
                assertThat(day.actual().isZero()).isTrue();
            } else {
                plannedThen = planned;
            }
        }
        assertThat(report.series()).hasSize(report.daysTotal());
        assertThat(planned).isEqualTo(report.budget());
        assertThat(plannedThen).isEqualTo(report.planned());
        assertThat(actual).isEqualTo(report.actual());
        assertThat(report.variance().plus(report.planned())).isEqualTo(report.actual());
        assertThat(report.remaining().plus(report.actual())).isEqualTo(report.budget());
        assertThat(report.date()).isBefore(START.plusDays(today)).isBeforeOrEqualTo(campaign.flight().end());
        assertThat(report.dayLimit() != null).isEqualTo(campaign.budget().type() == CampaignBudget.Type.DAILY);
    }

    @Property(tries = 500)
    void the_projection_lies_within_its_interval(@ForAll("campaigns") Campaign campaign,
            @ForAll("spends") NavigableMap<LocalDate, Money> spend, @ForAll @IntRange(min = 0, max = 410) int today) {
        PacingReport report = PacingCalculator.report(campaign, spend, START.plusDays(today), START.plusDays(today),
                PacingBands.USUAL);

        var projected = report.projected();
        if (projected == null) {
            assertThat(report.status() == Status.NOT_STARTED || report.status() == Status.NO_DATA
                    || report.daysElapsed() < 7 || report.status() == Status.ENDED).isTrue();
        } else {
            assertThat(projected.low()).isGreaterThanOrEqualTo(report.actual()).isLessThanOrEqualTo(projected.amount());
            assertThat(projected.amount()).isLessThanOrEqualTo(projected.high());
        }
    }
}
