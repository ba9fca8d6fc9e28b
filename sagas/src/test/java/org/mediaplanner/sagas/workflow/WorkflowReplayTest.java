package org.mediaplanner.sagas.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.WorkflowReplayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mediaplanner.events.workflow.WorkflowType;
import org.mediaplanner.sagas.dataimport.ProposingImport;
import org.mediaplanner.sagas.erasure.DeletingTenant;
import org.mediaplanner.sagas.export.WritingExport;

/** Workflows that began with an older release go on with this one: each recorded history still fits the code. */
class WorkflowReplayTest {

    private static final Path HISTORIES = Path.of(System.getProperty("project.root"),
            "sagas/src/test/resources/histories");
    private static final Map<String, Class<?>> WORKFLOWS = Map.of("export", WritingExport.class, "data-import",
            ProposingImport.class, "tenant-deletion", DeletingTenant.class);

    @TestFactory
    Stream<DynamicTest> each_history_is_replayed() throws IOException {
        return histories().entrySet().stream().map(history -> DynamicTest.dynamicTest(history.getKey(),
                () -> WorkflowReplayer.replayWorkflowExecution(WorkflowExecutionHistory.fromJson(history.getValue()),
                        workflow(history))));
    }

    @Test
    void a_workflow_that_takes_other_steps_would_be_found_out() throws IOException {
        Map<String, String> histories = histories();
        assertThat(histories.keySet()).anyMatch(name -> name.startsWith("export-"));
        String taken = histories.get("export-completed.json");
        assertThatCode(() -> WorkflowReplayer.replayWorkflowExecution(WorkflowExecutionHistory.fromJson(
                String.valueOf(taken).replace("export-write", "export-written")), WritingExport.class))
                .hasMessageContaining("export-write");
    }

    @Test
    void there_are_histories_of_every_type() throws IOException {
        for (WorkflowType type : WorkflowType.values()) {
            assertThat(histories().keySet()).as("recorded by HistoryRecorder")
                    .anyMatch(name -> name.startsWith(type.path() + "-"));
        }
    }

    private static Class<?> workflow(Entry<String, String> history) {
        return WORKFLOWS.entrySet().stream().filter(known -> history.getKey().startsWith(known.getKey() + "-"))
                .findFirst().orElseThrow().getValue();
    }

    private static Map<String, String> histories() throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(HISTORIES)) {
            for (Path file : files.toList()) {
                found.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return found;
    }
}
