package org.mediaplanner.queries.tenant;

import java.util.List;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.tenant.TenantEvent.TenantRegistered;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.queries.projection.Projection;
import org.mediaplanner.queries.projection.Table;
import org.mediaplanner.queries.projection.Table.Column;

/** A row for each organisation: what its questions default to. */
final class TenantProjection implements Projection<String, TenantProjection.Row> {

    static final String NAME = "tenant";

    record Row(String name, String currency, String timeZone) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Table<String, Row> table() {
        return new Table<>("tenant", List.of(new Column<>("tenant_id", "text", key -> key)),
                List.of(new Column<>("name", "text", Row::name), new Column<>("currency", "text", Row::currency),
                        new Column<>("time_zone", "text", Row::timeZone)),
                row -> new Row(row.getString("name"), row.getString("currency"), row.getString("time_zone")));
    }

    @Override
    public List<Class<? extends DomainEvent>> events() {
        return List.of(TenantRegistered.class);
    }

    @Override
    public boolean isStamped() {
        return true;
    }

    @Override
    public List<Step<String, Row>> steps(RecordedEvent<?> recorded) {
        return recorded.event() instanceof TenantRegistered e
                ? List.of(new Step<>(recorded.tenantId().value(),
                        before -> new Row(e.name(), e.currency().getCurrencyCode(), e.timeZone().getId())))
                : List.of();
    }
}
