package org.mediaplanner.gateway.consistency;

import java.util.List;
import org.mediaplanner.eventstore.consistency.ConsistencyCheck;
import org.mediaplanner.eventstore.consistency.SqlCheck;
import org.mediaplanner.eventstore.database.SchemaOwner;
import org.springframework.stereotype.Component;

/** What processes keep of the events that they answer: nothing was passed over, and nothing ended is still open. */
@Component
class ActingChecks implements ConsistencyCheck.Source {

    /** Nothing is in hand for an organisation that is deleted, or is being. */
    private static final String STILL_THERE = """

            AND tenant_id NOT IN (SELECT tenant_id FROM event_store.tenant_key WHERE destroyed_at IS NOT NULL)""";

    private final SchemaOwner owner;

    ActingChecks(SchemaOwner owner) {
        this.owner = owner;
    }

    @Override
    public List<ConsistencyCheck> checks() {
        return List.of(allocations(), delegations(), openWork());
    }

    private SqlCheck check(String name, List<String> processors, String table, String differences) {
        return new SqlCheck(name, owner, processors, "SELECT count(*) FROM sagas." + table, differences);
    }

    private SqlCheck allocations() {
        return check("allocation processes", List.of("allocation-process"), "allocation_process",
                """
                        SELECT tenant_id, 'event ' || coalesce(event_id, process.event_id) AS key, event.payload_type AS expected,
                               process.state AS found
                          FROM (SELECT tenant_id, event_id::text AS event_id, payload_type FROM event_store.domain_event
                                 WHERE payload_type IN ('budget.allocated', 'budget.reallocated', 'budget.released',
                                                        'budget.allocation-taken-back')) AS event
                          FULL JOIN sagas.allocation_process process USING (tenant_id, event_id)
                         WHERE (event.payload_type IS NULL OR process.state IS NULL)"""
                        + STILL_THERE);
    }

    private SqlCheck delegations() {
        return check("delegated work", List.of("workflow-delegation"), "delegation", """
                SELECT tenant_id, 'event ' || coalesce(event_id, told.event_id) AS key, event.payload_type AS expected,
                       told.kind AS found
                  FROM (SELECT tenant_id, event_id::text AS event_id, payload_type FROM event_store.domain_event
                         WHERE payload_type IN ('workflow.requested', 'workflow.approved', 'workflow.rejected',
                                                'workflow.cancellation-requested')) AS event
                  FULL JOIN sagas.delegation told USING (tenant_id, event_id)
                 WHERE event.payload_type IS NULL OR told.kind IS NULL""");
    }

    private SqlCheck openWork() {
        return check("open work", List.of("workflow-delegation", "workflow-run"), "open_work", """
                SELECT tenant_id, workflow_id AS key, run.status AS expected, work.type AS found
                  FROM (SELECT tenant_id, workflow_id, status FROM query_side.workflow_run
                         WHERE ended_at IS NULL) AS run
                  FULL JOIN sagas.open_work work USING (tenant_id, workflow_id)
                 WHERE (run.status IS NULL OR work.type IS NULL)""" + STILL_THERE);
    }
}
