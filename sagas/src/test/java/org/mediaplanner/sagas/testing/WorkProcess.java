package org.mediaplanner.sagas.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.mediaplanner.events.workflow.WorkflowInput.Content;
import org.mediaplanner.events.workflow.WorkflowInput.Export;
import org.mediaplanner.events.workflow.WorkflowInput.Filters;
import org.mediaplanner.events.workflow.WorkflowInput.Format;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.mediaplanner.sagas.workflow.RunRef;

/** A node in a process of its own that takes an export up and says nothing more, until it is killed. */
public final class WorkProcess implements AutoCloseable {

    private static final String TAKEN = "Taken up: ";

    private final Process process;
    private final Path output;

    private WorkProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    public static WorkProcess start(TestDatabase database, TemporalServer temporal) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                WorkProcess.class.getName()));
        WorkNode.settings(database, temporal).forEach((name, value) -> command.addAll(List.of(name, value)));
        Path output = Files.createTempFile("work", ".out");
        return new WorkProcess(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile())
                .start(), output);
    }

    /** The export, once the process has it in hand. */
    public RunRef taken() throws IOException {
        await().atMost(Duration.ofMinutes(1)).until(() -> !process.isAlive() || find().isPresent());
        return find().orElseThrow(() -> new AssertionError(output));
    }

    private Optional<RunRef> find() throws IOException {
        return Files.readAllLines(output).stream().filter(line -> line.startsWith(TAKEN)).findFirst()
                .map(line -> line.substring(TAKEN.length()).split(" ")).map(ids -> new RunRef(ids[0], ids[1]));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            settings.put(arguments[i], arguments[i + 1]);
        }
        WorkNode node = WorkNode.start(settings, Disturbance.class);
        node.bean(Disturbance.class).add(run -> {
            System.out.println(TAKEN + run.tenantId() + " " + run.workflowId());
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        node.request(node.newTenant(), new Export(Content.AUDIT, Format.CSV, null, null, Filters.NONE));
        Thread.currentThread().join();
    }
}
