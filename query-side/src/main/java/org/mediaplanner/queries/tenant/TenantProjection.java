package org.mediaplanner.queries.tenant;

import java.util.List;
import java.util.stream.Stream;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.tenant.Tenant;
import org.mediaplanner.events.tenant.TenantEvent;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.queries.projection.Projection;
import org.mediaplanner.queries.projection.Stamped;
import org.mediaplanner.queries.projection.Table;
import org.mediaplanner.queries.projection.Table.Column;

/** A row for each organisation. */
final class TenantProjection implements Projection<String, Stamped<Tenant>> {

    static final String NAME = "tenant";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Table<String, Stamped<Tenant>> table() {
        List<Column<Stamped<Tenant>>> own = List.of(new Column<>("name", "text", row -> row.state().name()),
                new Column<>("currency", "text", row -> row.state().settings().currency()),
                new Column<>("time_zone", "text", row -> row.state().settings().timeZone()));
        return new Table<>("tenant", List.of(new Column<>("tenant_id", "text", key -> key)),
                Stream.concat(own.stream(), Stamped.<Tenant>columns().stream()).toList(),
                row -> Stamped.read(row, Tenant.class));
    }

    @Override
    public List<Class<? extends DomainEvent>> events() {
        return List.of(TenantEvent.class);
    }

    @Override
    public boolean isStamped() {
        return true;
    }

    @Override
    public List<Step<String, Stamped<Tenant>>> steps(RecordedEvent<?> recorded) {
        return recorded.event() instanceof TenantEvent event
                ? List.of(new Step<>(recorded.tenantId().value(),
                        row -> Stamped.after(row, Tenant.evolve(Stamped.stateOf(row), event), recorded)))
                : List.of();
    }
}
