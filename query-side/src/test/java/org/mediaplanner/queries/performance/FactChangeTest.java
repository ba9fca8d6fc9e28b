package org.mediaplanner.queries.performance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.performance.FactValues;
import org.mediaplanner.events.performance.PerformanceEvent;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.queries.projection.Projection;
import org.mediaplanner.queries.testing.Facts;
import org.mediaplanner.queries.testing.NewCampaign;
import org.mediaplanner.queries.testing.RandomLog;

class FactChangeTest {

    private static final LocalDate DATE = LocalDate.of(2026, 1, 29);
    private static final TenantId TENANT = TenantId.next();
    private static final CampaignId CAMPAIGN = CampaignId.next();

    @Property
    void the_shares_of_a_period_sum_to_it_exactly(@ForAll long impressions, @ForAll long clicks, @ForAll long cost,
            @ForAll long conversions, @ForAll long value, @ForAll @IntRange(min = 1, max = 400) int days) {
        Measures whole = new Measures(impressions, clicks, cost, conversions, value);

        assertThat(IntStream.range(0, days).mapToObj(day -> whole.share(days, day)).reduce(Measures.NONE,
                Measures::plus)).isEqualTo(whole);
    }

    @Property
    void no_two_shares_differ_by_more_than_one(@ForAll long cost, @ForAll @IntRange(min = 1, max = 400) int days) {
        Measures whole = new Measures(0, 0, cost, 0, 0);

        assertThat(whole.share(days, 0).costMicros() - whole.share(days, days - 1).costMicros()).isBetween(-1L, 1L);
    }

    @Property(tries = 300)
    void whatever_the_order_and_the_batches_restating_leaves_exactly_the_shares_of_the_last_values(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 40) Integer> periods, @ForAll long seed) {
        Random random = new Random(seed);
        List<PerformanceEvent> events = restatements(periods);
        FactValues last = values(periods, periods.size() - 1);
        List<RecordedEvent<?>> log = recorded(events);
        Collections.shuffle(log, random);

        var days = new HashMap<LocalDate, Measures>();
        fold(new PerformanceDayProjection(), log, random)
                .forEach((key, row) -> days.put(key.day(), row.measures()));
        assertThat(days).isEqualTo(shares(last));

        var months = new HashMap<LocalDate, Measures>();
        fold(new PerformanceMonthProjection(), log, random)
                .forEach((key, row) -> months.put(key.month(), row.measures()));
        var expected = new HashMap<LocalDate, Measures>();
        shares(last).forEach((day, share) -> expected.merge(day.withDayOfMonth(1), share, Measures::plus));
        assertThat(months).isEqualTo(expected);

        assertThat(fold(new CampaignTotalProjection(), log, random)).hasSize(1).containsValue(Measures.of(last));
    }

    @Test
    void seven_days_restated_as_one_and_then_as_three_leave_three() {
        List<Integer> periods = List.of(7, 1, 3);
        Map<PerformanceDayProjection.Key, PerformanceDayProjection.Row> rows = fold(new PerformanceDayProjection(),
                recorded(restatements(periods)), new Random(1));

        assertThat(rows).hasSize(3);
        assertThat(rows.values()).allMatch(row -> row.facts() == 1);
        assertThat(rows.entrySet().stream().filter(row -> row.getKey().day().equals(DATE)).map(Map.Entry::getValue))
                .singleElement().satisfies(row -> {
                    assertThat(row.restated()).isEqualTo(2);
                    assertThat(row.measures()).isEqualTo(Measures.of(values(periods, 2)).share(3, 0));
                });
    }

    @Test
    void a_batch_that_says_nothing_of_facts_changes_no_fact() {
        List<RecordedEvent<?>> log = RandomLog.recorded(TENANT, List.of(
                NewCampaign.named("Spring").created()), 1);

        assertThat(FactChange.of(log.getFirst())).isEmpty();
    }

    private static List<PerformanceEvent> restatements(List<Integer> periods) {
        List<PerformanceEvent> events = new ArrayList<>();
        events.add(Facts.reported(Facts.fact(CAMPAIGN, DATE, values(periods, 0))));
        for (int i = 1; i < periods.size(); i++) {
            events.add(Facts.restated(CAMPAIGN, DATE, values(periods, i - 1), values(periods, i)));
        }
        return events;
    }

    private static FactValues values(List<Integer> periods, int index) {
        return Facts.values(periods.get(index), index, "EUR");
    }

    private static Map<LocalDate, Measures> shares(FactValues values) {
        Map<LocalDate, Measures> shares = new HashMap<>();
        for (int day = 0; day < values.periodDays(); day++) {
            shares.put(DATE.plusDays(day), Measures.of(values).share(values.periodDays(), day));
        }
        return shares;
    }

    private static List<RecordedEvent<?>> recorded(List<PerformanceEvent> events) {
        return RandomLog.recorded(TENANT, List.copyOf(events), 1);
    }

    private static <K, V> Map<K, V> fold(Projection<K, V> projection, List<RecordedEvent<?>> log, Random random) {
        Map<K, @Nullable V> rows = new HashMap<>();
        for (RecordedEvent<?> recorded : log) {
            projection.steps(recorded).forEach(step -> rows.put(step.key(), step.fold().apply(rows.get(step.key()))));
            if (random.nextBoolean()) {
                rows.values().removeIf(Objects::isNull);
            }
        }
        Map<K, V> left = new HashMap<>();
        rows.forEach((key, row) -> {
            if (row != null) {
                left.put(key, row);
            }
        });
        return left;
    }
}
