package org.mediaplanner.events.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.workflow.WorkflowEvent.Failure;
import org.mediaplanner.events.workflow.WorkflowEvent.Progress;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowApprovalRequested;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowApproved;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowCancellationRequested;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowCancelled;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowCompleted;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowFailed;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowProgressed;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowRejected;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowRequested;
import org.mediaplanner.events.workflow.WorkflowEvent.WorkflowStarted;
import org.mediaplanner.events.workflow.WorkflowInput.Content;
import org.mediaplanner.events.workflow.WorkflowInput.DataImport;
import org.mediaplanner.events.workflow.WorkflowInput.Export;
import org.mediaplanner.events.workflow.WorkflowInput.Filters;
import org.mediaplanner.events.workflow.WorkflowInput.Format;
import org.mediaplanner.events.workflow.WorkflowInput.Target;
import org.mediaplanner.events.workflow.WorkflowInput.Upload;
import org.mediaplanner.events.workflow.WorkflowResult.ExportedFile;
import org.mediaplanner.events.workflow.WorkflowRun.Status;

class WorkflowRunTest {

    private static final WorkflowId ID = WorkflowId.next();
    private static final WorkflowId PARENT = WorkflowId.next();
    private static final Export EXPORT = new Export(Content.CAMPAIGNS, Format.CSV, null, null, Filters.NONE);
    private static final WorkflowRequested REQUESTED = new WorkflowRequested(ID, EXPORT, PARENT);
    private static final WorkflowStarted STARTED = new WorkflowStarted(ID);
    private static final Progress HALF = new Progress(50, "writing", 5L, 10L, new TreeMap<>(Map.of("sheets", 2L)));
    private static final ExportedFile FILE = new ExportedFile(FileId.next(), 10, 100, "hash-of-file");
    private static final WorkflowApprovalRequested PROPOSED = new WorkflowApprovalRequested(ID, FILE, "proposed");

    @Test
    void it_begins_as_requested_with_nothing_done() {
        WorkflowRun run = after(REQUESTED);
        assertThat(run).isEqualTo(new WorkflowRun(ID, EXPORT, PARENT, Status.REQUESTED,
                new Progress(0, "requested", null, null, new TreeMap<>()), null, null, null, null, false));
    }

    @Test
    void only_a_request_begins_it_and_only_one() {
        assertThatThrownBy(() -> WorkflowRun.evolve(null, STARTED)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must request it");
        assertThatThrownBy(() -> after(REQUESTED, STARTED, REQUESTED)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("requested already");
    }

    @Test
    void what_was_done_stays_known_when_it_has_completed() {
        WorkflowRun run = after(REQUESTED, STARTED, new WorkflowProgressed(ID, HALF));
        assertThat(run.status()).isEqualTo(Status.RUNNING);
        assertThat(run.progress()).isEqualTo(HALF);

        WorkflowRun completed = WorkflowRun.evolve(run, new WorkflowCompleted(ID, FILE));
        assertThat(completed.status()).isEqualTo(Status.COMPLETED);
        assertThat(completed.result()).isEqualTo(FILE);
        assertThat(completed.progress()).isEqualTo(new Progress(100, "done", 5L, 10L, HALF.counts()));
    }

    @Test
    void what_is_approved_goes_on_and_keeps_what_was_proposed() {
        WorkflowRun waiting = after(REQUESTED, STARTED, PROPOSED);
        assertThat(waiting.status()).isEqualTo(Status.WAITING_FOR_APPROVAL);
        assertThat(waiting.result()).isEqualTo(FILE);
        assertThat(waiting.hash()).isEqualTo("proposed");
        assertThat(waiting.approvedHash()).isNull();

        WorkflowRun approved = WorkflowRun.evolve(waiting, new WorkflowApproved(ID, "proposed", "go"));
        assertThat(approved.status()).isEqualTo(Status.RUNNING);
        assertThat(approved.result()).isEqualTo(FILE);
        assertThat(approved.approvedHash()).isEqualTo("proposed");
    }

    @Test
    void what_is_rejected_has_ended_and_says_why() {
        WorkflowRun rejected = after(REQUESTED, STARTED, PROPOSED, new WorkflowRejected(ID, "too dear"));
        assertThat(rejected.status()).isEqualTo(Status.CANCELLED);
        assertThat(rejected.failure()).isEqualTo(new Failure("rejected", "too dear", false));
    }

    @Test
    void what_fails_says_why() {
        Failure failure = new Failure("invalid-rows", "Line 3", true);
        WorkflowRun failed = after(REQUESTED, STARTED, new WorkflowProgressed(ID, HALF),
                new WorkflowFailed(ID, failure));
        assertThat(failed.status()).isEqualTo(Status.FAILED);
        assertThat(failed.failure()).isEqualTo(failure);
        assertThat(failed.progress()).isEqualTo(HALF);
    }

    @Test
    void asked_to_end_it_goes_on_until_it_has_ended() {
        WorkflowRun asked = after(REQUESTED, STARTED, new WorkflowCancellationRequested(ID));
        assertThat(asked.status()).isEqualTo(Status.RUNNING);
        assertThat(asked.cancelling()).isTrue();

        assertThat(WorkflowRun.evolve(asked, new WorkflowCancelled(ID)).status()).isEqualTo(Status.CANCELLED);
        assertThat(WorkflowRun.evolve(asked, new WorkflowCompleted(ID, FILE)).cancelling())
                .as("it was done before it could be ended").isFalse();
    }

    @Test
    void three_of_its_states_are_ends() {
        assertThat(Arrays.stream(Status.values()).filter(Status::hasEnded)).containsExactly(Status.COMPLETED,
                Status.FAILED, Status.CANCELLED);
    }

    @Test
    void its_type_is_that_of_its_input_and_known_by_its_path() {
        assertThat(EXPORT.type()).isEqualTo(WorkflowType.EXPORT);
        assertThat(new DataImport(new Upload(FileId.next()), Target.PERFORMANCE, null).type())
                .isEqualTo(WorkflowType.DATA_IMPORT);
        assertThat(WorkflowType.called("data-import")).contains(WorkflowType.DATA_IMPORT);
        assertThat(WorkflowType.called("nothing")).isEmpty();
        assertThat(WorkflowType.EXPORT.path()).isEqualTo("export");
    }

    @Test
    void its_events_are_of_its_stream() {
        assertThat(List.of(REQUESTED, STARTED, PROPOSED)).extracting(WorkflowEvent::streamId)
                .containsOnly(ID.value());
    }

    private static WorkflowRun after(WorkflowEvent... events) {
        @Nullable
        WorkflowRun run = null;
        for (WorkflowEvent event : events) {
            run = WorkflowRun.evolve(run, event);
        }
        return Objects.requireNonNull(run);
    }
}
