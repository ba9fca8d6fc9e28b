package org.mediaplanner.gateway.workflow;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Versioned;
import org.mediaplanner.events.workflow.WorkflowEvent.Failure;
import org.mediaplanner.events.workflow.WorkflowEvent.Progress;
import org.mediaplanner.events.workflow.WorkflowId;
import org.mediaplanner.events.workflow.WorkflowRun;
import org.mediaplanner.events.workflow.WorkflowRun.Status;
import org.mediaplanner.events.workflow.WorkflowType;
import org.mediaplanner.queries.workflow.WorkflowItem;

/** A piece of long-running work. */
@Schema(name = "Workflow")
record RunBody(WorkflowId id, WorkflowType type, Status status, ProgressBody progress, InputBody input,
        @Schema(description = "While it waits for approval: what would be done") @Nullable ResultBody result,
        @Nullable FailureBody failure, @Schema(description = "A member or a service") String requestedBy,
        @Nullable String causationId, @Nullable WorkflowId parentId, Instant requestedAt,
        @Nullable Instant startedAt, @Nullable Instant endedAt) {

    @Schema(name = "WorkflowProgress")
    record ProgressBody(@Schema(description = "0 to 100") int percent, String step, @Nullable Long done,
            @Nullable Long total, @Nullable Map<String, Long> counts) {

        static ProgressBody of(Progress progress) {
            return new ProgressBody(progress.percent(), progress.step(), progress.done(), progress.total(), progress
                    .counts().isEmpty() ? null : progress.counts());
        }
    }

    @Schema(name = "WorkflowFailure")
    record FailureBody(@Schema(example = "unknown-file") String code, String message,
            @Schema(description = "Whether the same, asked for again, may succeed") boolean retryable) {

        static @Nullable FailureBody of(@Nullable Failure failure) {
            return failure == null
                    ? null
                    : new FailureBody(failure.code(), failure.message(), failure.retryable());
        }
    }

    static RunBody of(WorkflowItem item) {
        return of(item.run().state(), item.run().createdBy(), item.run().createdAt(), item.causationId(), item
                .startedAt(), item.endedAt());
    }

    /** What a command left; when it began stands in the read model only. */
    static RunBody after(Versioned<WorkflowRun> run) {
        boolean ended = run.state().status().hasEnded();
        return of(run.state(), run.createdBy(), run.createdAt(), null, null, ended ? run.updatedAt() : null);
    }

    private static RunBody of(WorkflowRun run, String requestedBy, Instant requestedAt, @Nullable String causationId,
            @Nullable Instant startedAt, @Nullable Instant endedAt) {
        return new RunBody(run.id(), run.input().type(), run.status(), ProgressBody.of(run.progress()), InputBody.of(run
                .input()), run.result() == null ? null : ResultBody.of(run.result()), FailureBody.of(run.failure()),
                requestedBy, causationId, run.parentId(), requestedAt, startedAt, endedAt);
    }
}
