package org.mediaplanner.queries.workflow;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Set;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.events.workflow.WorkflowRun;
import org.mediaplanner.events.workflow.WorkflowType;
import org.mediaplanner.queries.reading.Keyset;
import org.mediaplanner.queries.reading.Page;
import org.mediaplanner.queries.reading.QueryHandler;
import org.mediaplanner.queries.reading.QueryHandlers;
import org.mediaplanner.queries.reading.Rows;
import org.mediaplanner.queries.reading.Sql;
import org.mediaplanner.queries.reading.TenantReader;
import org.mediaplanner.queries.workflow.WorkflowQuery.FindWorkflow;
import org.mediaplanner.queries.workflow.WorkflowQuery.ListWorkflows;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Answers what is asked about long-running work. */
@Component
final class WorkflowQueries implements QueryHandlers {

    private static final String SELECTED = """
            state::text AS state, version, created_at, created_by, updated_at, causation_id, started_at, ended_at
              FROM query_side.workflow_run
            """;

    private final TenantReader reader;

    WorkflowQueries(TenantReader reader) {
        this.reader = reader;
    }

    @Override
    public List<QueryHandler<?, ?>> handlers() {
        Set<String> reads = Set.of(WorkflowProjection.NAME);
        return List.of(QueryHandler.of(FindWorkflow.class, reads, this::find),
                QueryHandler.of(ListWorkflows.class, reads, this::list));
    }

    private Mono<WorkflowItem> find(TenantId tenant, FindWorkflow query) {
        return reader.one(tenant, Sql.of("SELECT " + SELECTED + "WHERE tenant_id = :tenant AND workflow_id = :id")
                .bind("tenant", tenant.value()).bind("id", query.id().value()), WorkflowQueries::item);
    }

    private Mono<Page<WorkflowItem>> list(TenantId tenant, ListWorkflows query) {
        Sql filtered = Sql.of("WHERE tenant_id = :tenant").bind("tenant", tenant.value())
                .andAny("type", "types", query.types().stream().map(WorkflowType::path).toList())
                .andAny("status", "statuses", query.statuses());
        return new Keyset("created_at", "timestamptz", "workflow_id", query.descending()).page(reader, tenant, SELECTED,
                filtered, query.page(), WorkflowQueries::item);
    }

    private static WorkflowItem item(Readable row) {
        return new WorkflowItem(Rows.stamped(row, WorkflowRun.class), Rows.textOrNull(row, "causation_id"),
                Rows.instantOrNull(row, "started_at"), Rows.instantOrNull(row, "ended_at"));
    }
}
