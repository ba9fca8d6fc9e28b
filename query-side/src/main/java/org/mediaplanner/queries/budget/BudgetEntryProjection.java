package org.mediaplanner.queries.budget;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.ActorType;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.budget.BudgetEvent;
import org.mediaplanner.events.budget.BudgetEvent.AllocationTakenBack;
import org.mediaplanner.events.budget.BudgetEvent.BudgetAllocated;
import org.mediaplanner.events.budget.BudgetEvent.BudgetClosed;
import org.mediaplanner.events.budget.BudgetEvent.BudgetFunded;
import org.mediaplanner.events.budget.BudgetEvent.BudgetOpened;
import org.mediaplanner.events.budget.BudgetEvent.BudgetReallocated;
import org.mediaplanner.events.budget.BudgetEvent.BudgetReleased;
import org.mediaplanner.events.budget.BudgetEvent.BudgetWithdrawn;
import org.mediaplanner.events.budget.BudgetEvent.Move;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.queries.budget.BudgetEntry.EntryMove;
import org.mediaplanner.queries.budget.BudgetEntry.Kind;
import org.mediaplanner.queries.history.Actor;
import org.mediaplanner.queries.projection.Projection;
import org.mediaplanner.queries.projection.Table;
import org.mediaplanner.queries.projection.Table.Column;
import org.mediaplanner.queries.projection.VersionKey;
import org.mediaplanner.queries.projection.ViewJson;

/** A row for each event of a ledger that moved money or closed it. */
final class BudgetEntryProjection implements Projection<VersionKey, BudgetEntryProjection.Row> {

    static final String NAME = "budget-entry";

    /** @param globalIndex by which the tenant's position is found when asked */
    record Row(long globalIndex, Instant at, Actor actor, Line line) {}

    record Line(Kind kind, List<EntryMove> moves, @Nullable String reason) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Table<VersionKey, Row> table() {
        return new Table<>("budget_entry", VersionKey.columns("budget_id"),
                List.of(new Column<>("global_index", "bigint", Row::globalIndex),
                        new Column<>("at", "timestamptz", Row::at),
                        new Column<>("actor_type", "text", row -> row.actor().type()),
                        new Column<>("actor_id", "text", row -> row.actor().id()),
                        new Column<>("kind", "text", row -> row.line().kind()),
                        new Column<>("moves", "json", row -> ViewJson.write(row.line().moves())),
                        new Column<>("reason", "text", row -> row.line().reason())),
                row -> new Row(row.getLong("global_index"), row.getObject("at", OffsetDateTime.class).toInstant(),
                        new Actor(ActorType.valueOf(row.getString("actor_type")), row.getString("actor_id")),
                        new Line(Kind.valueOf(row.getString("kind")),
                                List.of(ViewJson.read(row.getString("moves"), EntryMove[].class)),
                                row.getString("reason"))));
    }

    @Override
    public List<Class<? extends DomainEvent>> events() {
        return List.of(BudgetEvent.class);
    }

    @Override
    public boolean isMadeOfOneEvent() {
        return true;
    }

    @Override
    public List<Step<VersionKey, Row>> steps(RecordedEvent<?> recorded) {
        Line line = recorded.event() instanceof BudgetEvent event ? line(event) : null;
        return line == null
                ? List.of()
                : List.of(new Step<>(VersionKey.of(recorded), none -> new Row(
                        recorded.globalIndex(), recorded.recordedAt(),
                        new Actor(recorded.actorType(), recorded.actorId()),
                        line)));
    }

    private static @Nullable Line line(BudgetEvent event) {
        return switch (event) {
            case BudgetOpened e -> null;
            case BudgetFunded e -> new Line(Kind.FUNDED, List.of(new EntryMove(null, e.amount())), e.reason());
            case BudgetWithdrawn e ->
                new Line(Kind.WITHDRAWN, List.of(new EntryMove(null, e.amount().negated())), e.reason());
            case BudgetAllocated e -> new Line(Kind.ALLOCATED, moves(List.of(e.move())), e.reason());
            case BudgetReleased e -> new Line(Kind.RELEASED, moves(List.of(e.move())), e.reason());
            case AllocationTakenBack e -> new Line(Kind.RELEASED, moves(List.of(e.move())), e.reason());
            case BudgetReallocated e -> new Line(Kind.REALLOCATED, moves(e.moves()), e.reason());
            case BudgetClosed e -> new Line(Kind.CLOSED, List.of(), e.reason());
        };
    }

    private static List<EntryMove> moves(List<Move> moves) {
        return moves.stream().map(move -> new EntryMove(move.campaignId(), move.delta())).toList();
    }
}
