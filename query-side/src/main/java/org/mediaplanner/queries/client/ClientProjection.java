package org.mediaplanner.queries.client;

import java.util.List;
import java.util.stream.Stream;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.client.Client;
import org.mediaplanner.events.client.ClientEvent;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.queries.projection.AggregateKey;
import org.mediaplanner.queries.projection.Projection;
import org.mediaplanner.queries.projection.Stamped;
import org.mediaplanner.queries.projection.Table;
import org.mediaplanner.queries.projection.Table.Column;
import org.mediaplanner.queries.projection.ViewJson;

/** A row for each advertiser. */
final class ClientProjection implements Projection<AggregateKey, Stamped<Client>> {

    static final String NAME = "client";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Table<AggregateKey, Stamped<Client>> table() {
        List<Column<Stamped<Client>>> own = List.of(new Column<>("name", "text", row -> row.state().name()),
                new Column<>("archived", "boolean", row -> row.state().archived()),
                new Column<>("tags", "text[]", row -> ViewJson.array(row.state().tags())));
        return new Table<>("client", AggregateKey.columns("client_id"),
                Stream.concat(own.stream(), Stamped.<Client>columns().stream()).toList(),
                row -> Stamped.read(row, Client.class));
    }

    @Override
    public List<Class<? extends DomainEvent>> events() {
        return List.of(ClientEvent.class);
    }

    @Override
    public boolean isStamped() {
        return true;
    }

    @Override
    public List<Step<AggregateKey, Stamped<Client>>> steps(RecordedEvent<?> recorded) {
        return recorded.event() instanceof ClientEvent event
                ? List.of(new Step<>(AggregateKey.of(recorded),
                        row -> Stamped.after(row, Client.evolve(Stamped.stateOf(row), event), recorded)))
                : List.of();
    }
}
