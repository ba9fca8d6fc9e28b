package org.mediaplanner.queries.performance;

import java.time.LocalDate;
import java.util.List;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.queries.projection.Projection;
import org.mediaplanner.queries.projection.Table;
import org.mediaplanner.queries.projection.Table.Column;

/** A row for each campaign and calendar month: the sum of its days, for questions about whole months. */
final class PerformanceMonthProjection implements Projection<PerformanceMonthProjection.Key, Measures> {

    static final String NAME = "performance-month";

    /** @param month its first day */
    record Key(String tenantId, String campaignId, LocalDate month) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Table<Key, Measures> table() {
        return new Table<>("performance_month",
                List.of(new Column<>("tenant_id", "text", Key::tenantId),
                        new Column<>("campaign_id", "text", Key::campaignId),
                        new Column<>("month", "date", Key::month)),
                Measures.columns(measures -> measures), Measures::read);
    }

    @Override
    public List<Step<Key, Measures>> steps(RecordedEvent<?> recorded) {
        return FactChange.of(recorded).flatMap(change -> change.days().stream()
                .map(day -> new Step<Key, Measures>(
                        new Key(recorded.tenantId().value(), change.campaignId().value(), day.day().withDayOfMonth(1)),
                        sum -> sum == null ? day.difference() : sum.plus(day.difference()))))
                .toList();
    }
}
