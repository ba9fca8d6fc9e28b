package org.mediaplanner.queries.performance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.performance.PerformanceEvent.Source;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.queries.projection.Projection;
import org.mediaplanner.queries.projection.Table;
import org.mediaplanner.queries.projection.Table.Column;

/** A row for each value that a fact has ever had: nothing that was reported is forgotten when it is restated. */
final class FactVersionProjection implements Projection<FactVersionProjection.Key, FactVersionProjection.Row> {

    static final String NAME = "fact-version";

    record Key(String tenantId, String campaignId, LocalDate day, long globalIndex) {}

    record Row(Instant knownAt, int periodDays, Measures measures, Source source, String actorId) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Table<Key, Row> table() {
        List<Column<Row>> own = List.of(new Column<>("known_at", "timestamptz", Row::knownAt),
                new Column<>("period_days", "smallint", Row::periodDays),
                new Column<>("source", "text", Row::source), new Column<>("actor_id", "text", Row::actorId));
        return new Table<>("fact_version",
                List.of(new Column<>("tenant_id", "text", Key::tenantId),
                        new Column<>("campaign_id", "text", Key::campaignId), new Column<>("day", "date", Key::day),
                        new Column<>("global_index", "bigint", Key::globalIndex)),
                Stream.concat(own.stream(), Measures.columns(Row::measures).stream()).toList(),
                row -> new Row(row.getObject("known_at", OffsetDateTime.class).toInstant(), row.getInt("period_days"),
                        Measures.read(row), Source.valueOf(row.getString("source")), row.getString("actor_id")));
    }

    @Override
    public List<Class<? extends DomainEvent>> events() {
        return FactChange.EVENTS;
    }

    @Override
    public boolean isMadeOfOneEvent() {
        return true;
    }

    @Override
    public List<Step<Key, Row>> steps(RecordedEvent<?> recorded) {
        return FactChange.of(recorded).map(change -> new Step<Key, Row>(
                new Key(recorded.tenantId().value(), change.campaignId().value(), change.date(),
                        recorded.globalIndex()),
                none -> new Row(recorded.recordedAt(), change.after().periodDays(), Measures.of(change.after()),
                        change.source(), recorded.actorId())))
                .toList();
    }
}
