package org.mediaplanner.sagas.workflow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.events.workflow.WorkflowType;
import org.mediaplanner.sagas.SagasModule.SagasMigrated;
import org.mediaplanner.sagas.temporal.WorkflowTenants;
import org.mediaplanner.sagas.workflow.Delegation.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What has to be told to Temporal, and which work is to be looked after. Calls block. */
@Repository
class Delegations implements WorkflowTenants {

    private final JdbcClient jdbc;

    Delegations(JdbcClient jdbc, SagasMigrated migrated) {
        this.jdbc = jdbc;
    }

    /** An event that comes again adds nothing. */
    void add(Delegation delegation) {
        jdbc.sql("""
                INSERT INTO sagas.delegation (event_id, workflow_id, tenant_id, type, kind, traceparent)
                VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (event_id) DO NOTHING
                """).param(delegation.eventId()).param(delegation.run().workflowId())
                .param(delegation.run().tenantId()).param(delegation.type().path()).param(delegation.kind().name())
                .param(delegation.traceparent()).update();
    }

    /** What kind of work {@code run} is, as it was asked for. */
    WorkflowType typeOf(RunRef run) {
        return jdbc.sql("SELECT type FROM sagas.delegation WHERE workflow_id = ? AND kind = 'START'")
                .param(run.workflowId()).query((row, number) -> type(row)).single();
    }

    @Override
    public Optional<TenantId> tenantOf(String workflowId) {
        // What deletes an organisation goes on when its key is no more, and tells nothing of what was typed.
        return jdbc.sql("SELECT tenant_id FROM sagas.delegation WHERE workflow_id = ? AND type <> ? LIMIT 1")
                .params(workflowId, WorkflowType.TENANT_DELETION.path()).query(String.class).optional()
                .map(TenantId::of);
    }

    /** Up to {@code limit} that are due, in the order in which they were asked for; nobody else sees them for a while. */
    List<Delegation> takeDue(int limit, Duration lease) {
        return jdbc
                .sql("""
                        WITH taken AS (
                            UPDATE sagas.delegation SET attempts = attempts + 1,
                                   next_attempt_at = now() + ? * interval '1 millisecond'
                             WHERE event_id IN (SELECT event_id FROM sagas.delegation WHERE NOT done AND next_attempt_at <= now()
                                                 ORDER BY asked_at, event_id LIMIT ? FOR UPDATE SKIP LOCKED)
                            RETURNING *)
                        SELECT event_id, workflow_id, tenant_id, type, kind, attempts, traceparent
                          FROM taken ORDER BY asked_at, event_id
                        """)
                .params(lease.toMillis(), limit).query((row, number) -> new Delegation(row.getString("event_id"),
                        run(row), type(row), Kind.valueOf(row.getString("kind")), row.getInt("attempts"),
                        row.getString("traceparent")))
                .list();
    }

    void done(Delegation delegation) {
        jdbc.sql("UPDATE sagas.delegation SET done = true, reason = NULL WHERE event_id = ?")
                .param(delegation.eventId()).update();
    }

    void postpone(Delegation delegation, String reason, Duration pause) {
        jdbc.sql("""
                UPDATE sagas.delegation SET reason = ?, next_attempt_at = now() + ? * interval '1 millisecond'
                 WHERE event_id = ?
                """).params(reason, pause.toMillis(), delegation.eventId()).update();
    }

    /** From now on {@code run} is looked after. */
    void open(RunRef run, WorkflowType type, Duration first) {
        jdbc.sql("""
                INSERT INTO sagas.open_work (workflow_id, tenant_id, type, next_attempt_at)
                VALUES (?, ?, ?, now() + ? * interval '1 millisecond') ON CONFLICT (workflow_id) DO NOTHING
                """).params(run.workflowId(), run.tenantId(), type.path(), first.toMillis()).update();
    }

    /** What is looked after of the organisation of {@code run}, that itself left out. */
    List<RunRef> openBeside(RunRef run) {
        return jdbc.sql("SELECT tenant_id, workflow_id FROM sagas.open_work WHERE tenant_id = ? AND workflow_id <> ?")
                .params(run.tenantId(), run.workflowId()).query((row, number) -> run(row)).list();
    }

    void close(String workflowId) {
        jdbc.sql("DELETE FROM sagas.open_work WHERE workflow_id = ?").param(workflowId).update();
    }

    /** Open work that nobody has looked after for a while; it is due again after {@code again}. */
    List<OpenWork> takeUnattended(int limit, Duration again) {
        return jdbc.sql("""
                UPDATE sagas.open_work SET attempts = attempts + 1,
                       next_attempt_at = now() + ? * interval '1 millisecond'
                 WHERE workflow_id IN (SELECT workflow_id FROM sagas.open_work WHERE next_attempt_at <= now()
                                        ORDER BY next_attempt_at LIMIT ? FOR UPDATE SKIP LOCKED)
                RETURNING workflow_id, tenant_id, type, attempts
                """).params(again.toMillis(), limit).query((row, number) -> new OpenWork(run(row), type(row),
                row.getInt("attempts"))).list();
    }

    private static RunRef run(ResultSet row) throws SQLException {
        return new RunRef(row.getString("tenant_id"), row.getString("workflow_id"));
    }

    private static WorkflowType type(ResultSet row) throws SQLException {
        return WorkflowType.called(row.getString("type")).orElseThrow();
    }
}
