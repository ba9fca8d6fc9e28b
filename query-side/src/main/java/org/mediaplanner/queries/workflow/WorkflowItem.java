package org.mediaplanner.queries.workflow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.workflow.WorkflowRun;
import org.mediaplanner.queries.projection.Stamped;

/**
 * A piece of long-running work, and when it went on.
 *
 * @param causationId the event that asked for it, where no person did
 */
public record WorkflowItem(Stamped<WorkflowRun> run, @Nullable String causationId, @Nullable Instant startedAt,
        @Nullable Instant endedAt) {}
