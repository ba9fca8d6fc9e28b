package org.mediaplanner.queries.performance;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.performance.FactValues;
import org.mediaplanner.events.performance.PerformanceEvent.PerformanceReported;
import org.mediaplanner.events.performance.PerformanceEvent.PerformanceRestated;
import org.mediaplanner.events.performance.PerformanceEvent.Source;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.queries.projection.AggregateKey;

/**
 * One fact that became known or was restated: what all read models of facts are folded from. Each adds differences,
 * which makes their order within a batch of facts of no matter.
 *
 * @param before {@code null} for a fact that was not known
 */
record FactChange(CampaignId campaignId, LocalDate date, @Nullable FactValues before, FactValues after,
        Source source) {

    /** The events that tell of facts. */
    static final List<Class<? extends DomainEvent>> EVENTS = List.of(PerformanceReported.class,
            PerformanceRestated.class);

    /**
     * By how much one day changed.
     *
     * @param facts how many more facts cover the day: 1, 0 or -1
     */
    record DayDifference(LocalDate day, Measures difference, int facts) {}

    static Stream<FactChange> of(RecordedEvent<?> recorded) {
        return switch (recorded.event()) {
            case PerformanceReported e -> e.facts().stream()
                    .map(fact -> new FactChange(fact.campaignId(), fact.date(), null, fact.values(), e.source()));
            case PerformanceRestated e -> e.restatements().stream()
                    .map(fact -> new FactChange(fact.campaignId(), fact.date(), fact.before(), fact.after(),
                            e.source()));
            default -> Stream.empty();
        };
    }

    AggregateKey campaign(RecordedEvent<?> recorded) {
        return new AggregateKey(recorded.tenantId().value(), campaignId.value());
    }

    /** By how much the whole fact changed. */
    Measures difference() {
        return before == null ? Measures.of(after) : Measures.of(after).minus(Measures.of(before));
    }

    /** By how much each day changed that the old or the new value covers. */
    List<DayDifference> days() {
        int daysBefore = before == null ? 0 : before.periodDays();
        return IntStream.range(0, Math.max(daysBefore, after.periodDays())).mapToObj(i -> {
            Measures old = i < daysBefore ? share(Objects.requireNonNull(before), i) : Measures.NONE;
            Measures now = i < after.periodDays() ? share(after, i) : Measures.NONE;
            return new DayDifference(date.plusDays(i), now.minus(old),
                    (i < after.periodDays() ? 1 : 0) - (i < daysBefore ? 1 : 0));
        }).toList();
    }

    private static Measures share(FactValues values, int day) {
        return Measures.of(values).share(values.periodDays(), day);
    }
}
