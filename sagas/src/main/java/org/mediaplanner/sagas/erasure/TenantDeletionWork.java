package org.mediaplanner.sagas.erasure;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.util.List;
import org.mediaplanner.commands.Commands;
import org.mediaplanner.commands.tenant.TenantCommand.ConfirmTenantDeletion;
import org.mediaplanner.commands.workflow.WorkflowCommand.CompleteWorkflow;
import org.mediaplanner.events.workflow.WorkflowResult.ErasedTenant;
import org.mediaplanner.eventstore.erasure.ErasableRows;
import org.mediaplanner.eventstore.vault.Vault;
import org.mediaplanner.sagas.workflow.OtherWork;
import org.mediaplanner.sagas.workflow.RunRef;
import org.mediaplanner.sagas.workflow.Runs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes an organisation away, piece by piece. */
@Component
class TenantDeletionWork implements TenantDeletionActivities {

    private static final Logger LOG = LoggerFactory.getLogger(TenantDeletionWork.class);
    private static final int AT_ONCE = 2_000;

    private final Runs runs;
    private final OtherWork others;
    private final Vault vault;
    private final Commands commands;
    private final List<ErasableRows.Source> sources;

    TenantDeletionWork(Runs runs, OtherWork others, Vault vault, Commands commands,
            List<ErasableRows.Source> sources) {
        this.runs = runs;
        this.others = others;
        this.vault = vault;
        this.commands = commands;
        this.sources = List.copyOf(sources);
    }

    @Override
    public void endWork(RunRef run) {
        ActivityExecutionContext activity = Activity.getExecutionContext();
        others.end(run, () -> activity.heartbeat(null));
    }

    @Override
    public long destroyKey(RunRef run) {
        vault.destroy(run.tenant());
        return vault.noticed().toMillis();
    }

    @Override
    public long erase(RunRef run) {
        ActivityExecutionContext activity = Activity.getExecutionContext();
        long rows = 0;
        for (ErasableRows.Source source : sources) {
            for (ErasableRows table : source.erasable()) {
                int removed;
                do {
                    removed = table.erase(run.tenant(), AT_ONCE);
                    rows += removed;
                    activity.heartbeat(rows);
                } while (removed > 0);
            }
        }
        return rows;
    }

    @Override
    public void finish(RunRef run, long rows) {
        runs.tell(run, new CompleteWorkflow(run.workflow(), new ErasedTenant(rows)));
        commands.send(Runs.caller(run), new ConfirmTenantDeletion(run.tenant()));
        LOG.info("{} is deleted; {} rows beside its events are gone", run.tenantId(), rows);
    }
}
