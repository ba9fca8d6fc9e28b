package org.mediaplanner.queries.performance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.performance.PerformanceEvent.Source;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.queries.performance.FactChange.DayDifference;
import org.mediaplanner.queries.projection.Projection;
import org.mediaplanner.queries.projection.Table;
import org.mediaplanner.queries.projection.Table.Column;

/** A row for each campaign and day: the day's share of the one fact that covers it. */
final class PerformanceDayProjection implements Projection<PerformanceDayProjection.Key, PerformanceDayProjection.Row> {

    static final String NAME = "performance-day";

    record Key(String tenantId, String campaignId, LocalDate day) {}

    /**
     * @param facts how many cover the day; other than one only between two facts of one batch
     * @param restated how often the day's numbers changed
     */
    record Row(Measures measures, Source source, Instant knownAt, int facts, int restated) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Table<Key, Row> table() {
        List<Column<Row>> own = List.of(new Column<>("source", "text", Row::source),
                new Column<>("known_at", "timestamptz", Row::knownAt), new Column<>("facts", "integer", Row::facts),
                new Column<>("restated", "integer", Row::restated));
        return new Table<>("performance_day",
                List.of(new Column<>("tenant_id", "text", Key::tenantId),
                        new Column<>("campaign_id", "text", Key::campaignId), new Column<>("day", "date", Key::day)),
                Stream.concat(Measures.columns(Row::measures).stream(), own.stream()).toList(),
                row -> new Row(Measures.read(row), Source.valueOf(row.getString("source")),
                        row.getObject("known_at", OffsetDateTime.class).toInstant(), row.getInt("facts"),
                        row.getInt("restated")));
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
                        new Key(recorded.tenantId().value(), change.campaignId().value(), day.day()),
                        row -> add(row, day, change.source(), recorded.recordedAt()))))
                .toList();
    }

    private static @Nullable Row add(@Nullable Row row, DayDifference day, Source source, Instant knownAt) {
        Row now = row == null
                ? new Row(day.difference(), source, knownAt, day.facts(), 0)
                : new Row(row.measures().plus(day.difference()), source, knownAt, row.facts() + day.facts(),
                        row.restated() + 1);
        return now.facts() == 0 && now.measures().equals(Measures.NONE) ? null : now;
    }
}
