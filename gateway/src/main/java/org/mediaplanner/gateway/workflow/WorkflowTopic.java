package org.mediaplanner.gateway.workflow;

import java.util.List;
import java.util.Set;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.events.workflow.WorkflowEvent;
import org.mediaplanner.events.workflow.WorkflowId;
import org.mediaplanner.gateway.json.HttpJson;
import org.mediaplanner.gateway.stream.EventNames;
import org.mediaplanner.gateway.stream.AggregateTopic;
import org.mediaplanner.queries.Queries;
import org.mediaplanner.queries.Query;
import org.mediaplanner.queries.workflow.WorkflowQuery.FindWorkflow;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Long-running work, each time it has gone on. */
@Component
final class WorkflowTopic extends AggregateTopic<WorkflowId> {

    private static final Set<String> TYPES = EventNames.of(WorkflowEvent.class);

    private final Queries queries;

    WorkflowTopic(Queries queries, HttpJson json) {
        super(queries, json);
        this.queries = queries;
    }

    @Override
    public String name() {
        return "workflows";
    }

    @Override
    public String description() {
        return "Long-running work that has gone on, as GET /workflows/{id} shows it";
    }

    @Override
    protected Set<String> types() {
        return TYPES;
    }

    @Override
    protected List<Class<? extends Query<?>>> questions() {
        return List.of(FindWorkflow.class);
    }

    @Override
    protected WorkflowId id(String aggregateId) {
        return WorkflowId.of(aggregateId);
    }

    @Override
    protected Mono<RunBody> state(TenantId tenant, WorkflowId id) {
        return queries.ask(tenant, new FindWorkflow(id), null).map(found -> RunBody.of(found.value()));
    }
}
