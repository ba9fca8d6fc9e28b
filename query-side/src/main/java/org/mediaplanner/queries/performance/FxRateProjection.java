package org.mediaplanner.queries.performance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.performance.PerformanceEvent.FxRatesRecorded;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.queries.projection.Projection;
import org.mediaplanner.queries.projection.Table;
import org.mediaplanner.queries.projection.Table.Column;

/** A row for each exchange rate of a day. */
final class FxRateProjection implements Projection<FxRateProjection.Key, FxRateProjection.Row> {

    static final String NAME = "fx-rate";

    record Key(String tenantId, String from, String to, LocalDate day) {}

    record Row(BigDecimal rate, String source) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Table<Key, Row> table() {
        return new Table<>("fx_rate",
                List.of(new Column<>("tenant_id", "text", Key::tenantId),
                        new Column<>("from_currency", "text", Key::from),
                        new Column<>("to_currency", "text", Key::to), new Column<>("day", "date", Key::day)),
                List.of(new Column<>("rate", "numeric", row -> row.rate().toPlainString()),
                        new Column<>("source", "text", Row::source)),
                row -> new Row(row.getBigDecimal("rate"), row.getString("source")));
    }

    @Override
    public List<Class<? extends DomainEvent>> events() {
        return List.of(FxRatesRecorded.class);
    }

    @Override
    public boolean isStamped() {
        return true;
    }

    @Override
    public boolean isMadeOfOneEvent() {
        return true;
    }

    @Override
    public List<Step<Key, Row>> steps(RecordedEvent<?> recorded) {
        if (!(recorded.event() instanceof FxRatesRecorded rates)) {
            return List.of();
        }
        return rates.rates().stream()
                .map(rate -> new Step<Key, Row>(
                        new Key(recorded.tenantId().value(), rate.from().getCurrencyCode(),
                                rate.to().getCurrencyCode(), rate.date()),
                        before -> new Row(rate.rate(), rate.source())))
                .toList();
    }
}
