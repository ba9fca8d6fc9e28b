package org.mediaplanner.queries.performance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.performance.PerformanceEvent.OutcomesReported;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.queries.projection.Projection;
import org.mediaplanner.queries.projection.Table;
import org.mediaplanner.queries.projection.Table.Column;

/** A row for each value of the tenant's own series. */
final class OutcomeProjection implements Projection<OutcomeProjection.Key, OutcomeProjection.Row> {

    static final String NAME = "outcome";

    record Key(String tenantId, String name, LocalDate day) {}

    /** @param currency of money; {@code null} for counts */
    record Row(int periodDays, @Nullable String currency, BigDecimal value) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Table<Key, Row> table() {
        return new Table<>("outcome",
                List.of(new Column<>("tenant_id", "text", Key::tenantId), new Column<>("name", "text", Key::name),
                        new Column<>("day", "date", Key::day)),
                List.of(new Column<>("period_days", "smallint", Row::periodDays),
                        new Column<>("currency", "text", Row::currency),
                        new Column<>("value", "numeric", row -> row.value().toPlainString())),
                row -> new Row(row.getInt("period_days"), row.getString("currency"), row.getBigDecimal("value")));
    }

    @Override
    public List<Class<? extends DomainEvent>> events() {
        return List.of(OutcomesReported.class);
    }

    @Override
    public boolean isMadeOfOneEvent() {
        return true;
    }

    @Override
    public List<Step<Key, Row>> steps(RecordedEvent<?> recorded) {
        if (!(recorded.event() instanceof OutcomesReported reported)) {
            return List.of();
        }
        return reported.outcomes().stream()
                .map(outcome -> new Step<Key, Row>(
                        new Key(recorded.tenantId().value(), outcome.name(), outcome.date()),
                        before -> new Row(outcome.periodDays(),
                                outcome.currency() == null ? null : outcome.currency().getCurrencyCode(),
                                outcome.value())))
                .toList();
    }
}
