package org.mediaplanner.queries.budget;

import java.util.List;
import java.util.stream.Stream;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.budget.Budget;
import org.mediaplanner.events.budget.BudgetEvent;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.queries.projection.AggregateKey;
import org.mediaplanner.queries.projection.Projection;
import org.mediaplanner.queries.projection.Stamped;
import org.mediaplanner.queries.projection.Table;
import org.mediaplanner.queries.projection.Table.Column;

/** A row for each ledger. */
final class BudgetProjection implements Projection<AggregateKey, Stamped<Budget>> {

    static final String NAME = "budget";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Table<AggregateKey, Stamped<Budget>> table() {
        List<Column<Stamped<Budget>>> own = List.of(new Column<>("name", "text", row -> row.state().name()),
                new Column<>("closed", "boolean", row -> row.state().closed()),
                new Column<>("client_id", "text", row -> row.state().clientId()));
        return new Table<>("budget", AggregateKey.columns("budget_id"),
                Stream.concat(own.stream(), Stamped.<Budget>columns().stream()).toList(),
                row -> Stamped.read(row, Budget.class));
    }

    @Override
    public List<Class<? extends DomainEvent>> events() {
        return List.of(BudgetEvent.class);
    }

    @Override
    public List<Step<AggregateKey, Stamped<Budget>>> steps(RecordedEvent<?> recorded) {
        return recorded.event() instanceof BudgetEvent event
                ? List.of(new Step<>(AggregateKey.of(recorded),
                        row -> Stamped.after(row, Budget.evolve(Stamped.stateOf(row), event), recorded)))
                : List.of();
    }
}
