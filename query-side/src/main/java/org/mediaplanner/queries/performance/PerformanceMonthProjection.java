package org.mediaplanner.queries.performance;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.queries.performance.FactChange.DayDifference;
import org.mediaplanner.queries.projection.Projection;
import org.mediaplanner.queries.projection.Table;
import org.mediaplanner.queries.projection.Table.Column;

/** A row for each campaign and calendar month: the sum of its days, for questions about whole months. */
final class PerformanceMonthProjection
        implements
            Projection<PerformanceMonthProjection.Key, PerformanceMonthProjection.Row> {

    static final String NAME = "performance-month";

    /** @param month its first day */
    record Key(String tenantId, String campaignId, LocalDate month) {}

    /** @param days how many of the month's days facts cover */
    record Row(Measures measures, int days) {

        private static final Row NONE = new Row(Measures.NONE, 0);

        @Nullable
        Row plus(DayDifference day) {
            Row sum = new Row(measures.plus(day.difference()), days + day.facts());
            return sum.equals(NONE) ? null : sum;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Table<Key, Row> table() {
        return new Table<>("performance_month",
                List.of(new Column<>("tenant_id", "text", Key::tenantId),
                        new Column<>("campaign_id", "text", Key::campaignId),
                        new Column<>("month", "date", Key::month)),
                Stream.concat(Measures.columns(Row::measures).stream(),
                        Stream.of(new Column<Row>("days", "integer", Row::days))).toList(),
                row -> new Row(Measures.read(row), row.getInt("days")));
    }

    @Override
    public List<Class<? extends DomainEvent>> events() {
        return FactChange.EVENTS;
    }

    @Override
    public boolean isStamped() {
        return true;
    }

    @Override
    public List<Step<Key, Row>> steps(RecordedEvent<?> recorded) {
        return FactChange.of(recorded).flatMap(change -> change.days().stream()
                .map(day -> new Step<Key, Row>(
                        new Key(recorded.tenantId().value(), change.campaignId().value(), day.day().withDayOfMonth(1)),
                        row -> (row == null ? Row.NONE : row).plus(day))))
                .toList();
    }
}
