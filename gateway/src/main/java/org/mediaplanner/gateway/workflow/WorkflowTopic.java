package org.mediaplanner.gateway.workflow;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.events.workflow.WorkflowEvent;
import org.mediaplanner.events.workflow.WorkflowId;
import org.mediaplanner.gateway.json.HttpJson;
import org.mediaplanner.gateway.stream.EventNames;
import org.mediaplanner.gateway.stream.StateTopic;
import org.mediaplanner.gateway.stream.StreamFilter;
import org.mediaplanner.queries.Queries;
import org.mediaplanner.queries.Query;
import org.mediaplanner.queries.log.LoggedEvent;
import org.mediaplanner.queries.workflow.WorkflowQuery.FindWorkflow;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Long-running work, each time it has gone on. */
@Component
final class WorkflowTopic extends StateTopic<WorkflowId> {

    private static final Set<String> TYPES = EventNames.of(WorkflowEvent.class);
    private static final int AT_ONCE = 4;

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
    protected @Nullable String aggregate(StreamFilter filter) {
        return filter.aggregate();
    }

    @Override
    protected Map<String, WorkflowId> changes(StreamFilter filter, LoggedEvent event) {
        return Map.of(event.aggregateId(), WorkflowId.of(event.aggregateId()));
    }

    @Override
    protected WorkflowId merge(WorkflowId earlier, WorkflowId later) {
        return later;
    }

    @Override
    protected Mono<? extends Map<String, ?>> newest(TenantId tenant, Map<String, WorkflowId> changed) {
        return Flux.fromIterable(changed.values())
                .flatMap(id -> queries.ask(tenant, new FindWorkflow(id), null), AT_ONCE)
                .map(found -> RunBody.of(found.value())).collectMap(run -> run.id().value());
    }
}
