package org.mediaplanner.sagas.testing;

import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.tenant.TenantCommand.RequestTenantDeletion;
import org.mediaplanner.commands.tenant.Tenants;
import org.mediaplanner.commands.workflow.WorkflowCommand.ApproveWorkflow;
import org.mediaplanner.commands.workflow.WorkflowCommand.CancelWorkflow;
import org.mediaplanner.commands.workflow.WorkflowCommand.RejectWorkflow;
import org.mediaplanner.events.workflow.WorkflowId;
import org.mediaplanner.events.workflow.WorkflowInput.Content;
import org.mediaplanner.events.workflow.WorkflowInput.DataImport;
import org.mediaplanner.events.workflow.WorkflowInput.Export;
import org.mediaplanner.events.workflow.WorkflowInput.Filters;
import org.mediaplanner.events.workflow.WorkflowInput.Format;
import org.mediaplanner.events.workflow.WorkflowInput.Target;
import org.mediaplanner.events.workflow.WorkflowInput.Upload;
import org.mediaplanner.events.workflow.WorkflowRun;
import org.mediaplanner.events.workflow.WorkflowRun.Status;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.mediaplanner.sagas.file.FileSink;
import org.mediaplanner.sagas.file.StoredFiles;
import org.mediaplanner.sagas.workflow.RunRef;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * Records a history of each way that a workflow can take, for the tests that replay them. Run it for a new workflow; a
 * history that is there stays as it is: somewhere a workflow of that age may still be open.
 */
final class HistoryRecorder {

    private final WorkNode node;
    private final Path directory;

    private HistoryRecorder(WorkNode node, Path directory) {
        this.node = node;
        this.directory = directory;
    }

    /** @param arguments the directory to write to */
    public static void main(String[] arguments) throws IOException {
        try (TemporalServer temporal = TemporalServer.inProcess()) {
            temporal.start();
            try (WorkNode node = WorkNode.start(TestDatabase.create(), temporal, Disturbance.class, Unsealed.class)) {
                new HistoryRecorder(node, Files.createDirectories(Path.of(arguments[0]))).recordAll();
            }
        }
        System.exit(0);
    }

    /** What is recorded is replayed where no key of today is. */
    static class Unsealed {

        @Bean
        @Primary
        DataConverter plainPayloads() {
            return DefaultDataConverter.newDefaultInstance();
        }
    }

    private void recordAll() throws IOException {
        Caller caller = node.newTenant();
        Export audit = new Export(Content.AUDIT, Format.CSV, null, null, Filters.NONE);
        keep("export-completed", ended(node.request(caller, audit)));
        node.bean(Disturbance.class).add(run -> {
            throw new IllegalStateException("Not this time");
        });
        keep("export-retried", ended(node.request(caller, audit)));
        node.facts(caller, node.campaign(caller, "Long"), 2_000);
        node.bean(Disturbance.class).add(run -> {
            node.commands().send(caller, new CancelWorkflow(run.workflow()));
            pause();
        });
        keep("export-cancelled", ended(node.request(caller,
                new Export(Content.PERFORMANCE, Format.CSV, null, null, Filters.NONE))));

        RunRef approved = proposed(caller, "Date,Campaign,Cost\n%s,A,1.00\n");
        node.commands().send(caller, new ApproveWorkflow(approved.workflow(), node.run(approved).hash(), null));
        keep("data-import-approved", ended(approved));
        RunRef rejected = proposed(caller, "Date,Campaign,Cost\n%s,A,2.00\n");
        node.commands().send(caller, new RejectWorkflow(rejected.workflow(), "Not these"));
        keep("data-import-rejected", ended(rejected));
        RunRef stale = proposed(caller, "Date,Campaign,Cost\n%s,A,3.00\n");
        String hash = node.run(stale).hash();
        RunRef between = proposed(caller, "Date,Campaign,Cost\n%s,A,4.00\n");
        node.commands().send(caller, new ApproveWorkflow(between.workflow(), node.run(between).hash(), null));
        ended(between);
        node.commands().send(caller, new ApproveWorkflow(stale.workflow(), hash, null));
        WorkflowRun anew = node.becomes(stale, run -> run.status() == Status.WAITING_FOR_APPROVAL
                && !String.valueOf(run.hash()).equals(hash));
        node.commands().send(caller, new ApproveWorkflow(stale.workflow(), anew.hash(), null));
        keep("data-import-proposed-anew", ended(stale));
        keep("data-import-failed", ended(imported(caller, "a;b\n1;2\n%s")));
        keep("tenant-deletion-completed", deleted());
    }

    /** Takes as long as a node may still use a key that was destroyed. */
    private RunRef deleted() {
        Caller owner = node.newTenant();
        WorkflowId work = WorkflowId.next();
        node.commands().send(owner, new RequestTenantDeletion(owner.tenantId(), 2,
                node.bean(Tenants.class).find(owner.tenantId()).name(), work));
        RunRef run = new RunRef(owner.tenantId().value(), work.value());
        node.becomes(run, state -> state.status().hasEnded());
        pause();
        return run;
    }

    private RunRef proposed(Caller caller, String csv) {
        RunRef run = imported(caller, csv);
        node.becomes(run, state -> state.status() == Status.WAITING_FOR_APPROVAL);
        return run;
    }

    private RunRef imported(Caller caller, String csv) {
        byte[] bytes = csv.formatted(LocalDate.now(ZoneOffset.UTC).minusDays(1)).getBytes(StandardCharsets.UTF_8);
        FileSink sink = node.bean(StoredFiles.class).begin(caller.tenantId(), "costs.csv", "text/csv");
        sink.write(bytes, 0, bytes.length);
        return node.request(caller, new DataImport(new Upload(sink.finish().id()), Target.PERFORMANCE, null));
    }

    private RunRef ended(RunRef run) {
        node.becomes(run, state -> state.status().hasEnded());
        // The workflow itself ends a moment after it has said so.
        pause();
        return run;
    }

    private void keep(String name, RunRef run) throws IOException {
        Path file = directory.resolve(name + ".json");
        if (!Files.exists(file)) {
            Files.writeString(file, node.bean(WorkflowClient.class).fetchHistory(run.workflowId()).toJson(true)
                    .replaceAll("\"identity\": *\"[^\"]*\"", "\"identity\": \"worker\"") + "\n");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
