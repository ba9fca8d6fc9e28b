package org.mediaplanner.queries.workflow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.workflow.WorkflowEvent;
import org.mediaplanner.events.workflow.WorkflowRun;
import org.mediaplanner.events.workflow.WorkflowRun.Status;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.queries.projection.AggregateKey;
import org.mediaplanner.queries.projection.Projection;
import org.mediaplanner.queries.projection.Stamped;
import org.mediaplanner.queries.projection.Table;
import org.mediaplanner.queries.projection.Table.Column;

/** A row for each piece of long-running work. */
final class WorkflowProjection implements Projection<AggregateKey, WorkflowItem> {

    static final String NAME = "workflow-run";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Table<AggregateKey, WorkflowItem> table() {
        List<Column<WorkflowItem>> own = List.of(
                new Column<>("type", "text", row -> row.run().state().input().type().path()),
                new Column<>("status", "text", row -> row.run().state().status()),
                new Column<>("causation_id", "text", WorkflowItem::causationId),
                new Column<>("started_at", "timestamptz", WorkflowItem::startedAt),
                new Column<>("ended_at", "timestamptz", WorkflowItem::endedAt));
        Stream<Column<WorkflowItem>> stamped = Stamped.<WorkflowRun>columns().stream()
                .map(column -> new Column<>(column.name(), column.type(), row -> column.value().apply(row.run())));
        return new Table<>("workflow_run", AggregateKey.columns("workflow_id"),
                Stream.concat(own.stream(), stamped).toList(),
                row -> new WorkflowItem(Stamped.read(row, WorkflowRun.class), row.getString("causation_id"),
                        instant(row, "started_at"), instant(row, "ended_at")));
    }

    @Override
    public List<Class<? extends DomainEvent>> events() {
        return List.of(WorkflowEvent.class);
    }

    @Override
    public List<Step<AggregateKey, WorkflowItem>> steps(RecordedEvent<?> recorded) {
        return recorded.event() instanceof WorkflowEvent event
                ? List.of(new Step<>(AggregateKey.of(recorded), row -> after(row, event, recorded)))
                : List.of();
    }

    private static WorkflowItem after(@Nullable WorkflowItem before, WorkflowEvent event, RecordedEvent<?> recorded) {
        Stamped<WorkflowRun> run = Stamped.after(before == null ? null : before.run(),
                WorkflowRun.evolve(before == null ? null : before.run().state(), event), recorded);
        Status status = run.state().status();
        Instant startedAt = before == null ? null : before.startedAt();
        return new WorkflowItem(run, before == null ? recorded.causationId() : before.causationId(),
                startedAt == null && status == Status.RUNNING ? recorded.occurredAt() : startedAt,
                status.hasEnded() ? recorded.occurredAt() : null);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
