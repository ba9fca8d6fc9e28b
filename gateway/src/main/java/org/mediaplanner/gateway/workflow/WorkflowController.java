package org.mediaplanner.gateway.workflow;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.workflow.WorkflowCommand.ApproveWorkflow;
import org.mediaplanner.commands.workflow.WorkflowCommand.CancelWorkflow;
import org.mediaplanner.commands.workflow.WorkflowCommand.RejectWorkflow;
import org.mediaplanner.commands.workflow.WorkflowCommand.RequestWorkflow;
import org.mediaplanner.events.workflow.WorkflowId;
import org.mediaplanner.events.workflow.WorkflowInput;
import org.mediaplanner.events.workflow.WorkflowRun.Status;
import org.mediaplanner.events.workflow.WorkflowType;
import org.mediaplanner.gateway.command.CommandRequest;
import org.mediaplanner.gateway.command.CommandRequest.Shown;
import org.mediaplanner.gateway.document.Refuses;
import org.mediaplanner.gateway.input.QueryParameters;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.problem.Fault.Place;
import org.mediaplanner.gateway.query.AtLeast;
import org.mediaplanner.gateway.query.Choice;
import org.mediaplanner.gateway.query.Choice.Sorting;
import org.mediaplanner.gateway.query.Page;
import org.mediaplanner.gateway.query.Paging;
import org.mediaplanner.gateway.query.QueryRequest;
import org.mediaplanner.gateway.security.Member;
import org.mediaplanner.gateway.workflow.InputBody.ExportBody;
import org.mediaplanner.gateway.workflow.InputBody.ImportBody;
import org.mediaplanner.queries.workflow.WorkflowQuery.FindWorkflow;
import org.mediaplanner.queries.workflow.WorkflowQuery.ListWorkflows;
import org.mediaplanner.sagas.file.FileReader;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Asks for long-running work, follows it and decides about it. */
@Tag(name = "workflows", description = "Long-running work: asked for, followed, approved, cancelled")
@RestController
@RequestMapping(path = "/api/v1/workflows", produces = MediaType.APPLICATION_JSON_VALUE)
class WorkflowController {

    private final FileReader files;

    WorkflowController(FileReader files) {
        this.files = files;
    }

    @Schema(name = "WorkflowAccepted")
    record Accepted(WorkflowId workflowId) {}

    @Schema(name = "WorkflowApproval")
    record Approval(@Schema(description = "Of what was proposed") @Nullable String hash, @Nullable String comment) {}

    @Schema(name = "WorkflowRejection")
    record Rejection(String reason) {}

    record WorkflowFilter(@Parameter(description = "Any of these", example = "export") List<String> type,
            @Parameter(description = "Any of these") List<Status> status,
            @Parameter(description = "createdAt or -createdAt (the newest first), which is usual") @Nullable String sort)
            implements
            QueryParameters {}

    @Operation(summary = "Export data to a file")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping("/export")
    Mono<ResponseEntity<Accepted>> export(CommandRequest request, @RequestBody ExportBody body) {
        return accept(request, body.input());
    }

    @Operation(summary = "Import data from an uploaded file", description = "It reads and checks the file and waits: "
            + "approve what it proposes to have it applied, wholly.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping("/data-import")
    Mono<ResponseEntity<Accepted>> importData(CommandRequest request, Member member, @RequestBody ImportBody body) {
        return files.find(member.tenantId(), body.source().fileId())
                .switchIfEmpty(
                        Mono.error(() -> Fault.of(HttpStatus.valueOf(422), "unknown-file", "There is no such file")
                                .naming(List.of(Place.of("source.fileId", "there is no such file"))).raised()))
                .flatMap(file -> accept(request, body.input()));
    }

    @Hidden
    @PostMapping("/{type}")
    Mono<Void> unknown(@PathVariable String type) {
        return Mono.error(Fault.notFound().raised());
    }

    @Operation(summary = "List long-running work")
    @GetMapping(produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    Mono<Page<RunBody>> list(QueryRequest request, WorkflowFilter filter, Paging paging, AtLeast atLeast) {
        Sorting<Sort> sorting = Choice.sorting(filter.sort(), Sort.class, new Sorting<>(Sort.CREATED_AT, true));
        List<WorkflowType> types = filter.type().stream().map(WorkflowController::type).toList();
        return request.ask(new ListWorkflows(types, filter.status(), sorting.descending(), paging.request()), atLeast,
                page -> Page.of(page, RunBody::of));
    }

    @Operation(summary = "Read how far it is")
    @GetMapping("/{id}")
    Mono<RunBody> find(QueryRequest request, @PathVariable WorkflowId id, AtLeast atLeast) {
        return request.ask(new FindWorkflow(id), atLeast, RunBody::of);
    }

    @Operation(summary = "Read what came of it")
    @Refuses(HttpStatus.CONFLICT)
    @GetMapping("/{id}/result")
    Mono<ResultBody> result(QueryRequest request, @PathVariable WorkflowId id, AtLeast atLeast) {
        return request.ask(new FindWorkflow(id), atLeast, item -> {
            RunBody run = RunBody.of(item);
            if (run.failure() != null) {
                throw Fault.of(HttpStatus.CONFLICT, run.failure().code(), run.failure().message()).raised();
            }
            if (run.status() != Status.COMPLETED || run.result() == null) {
                throw Fault.of(HttpStatus.CONFLICT, "not-finished", "It has no result: " + run.status()).raised();
            }
            return run.result();
        });
    }

    @Operation(summary = "Have it end", description = "It puts right what it has begun, and is CANCELLED then.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PostMapping("/{id}/cancel")
    Mono<ResponseEntity<RunBody>> cancel(CommandRequest request, @PathVariable WorkflowId id) {
        return request.accept(new CancelWorkflow(id), RunBody::after, "/api/v1/workflows/" + id);
    }

    @Operation(summary = "Approve what it proposes")
    @PostMapping("/{id}/approve")
    Mono<ResponseEntity<RunBody>> approve(CommandRequest request, @PathVariable WorkflowId id,
            @RequestBody Approval body) {
        return request.change(new ApproveWorkflow(id, body.hash(), body.comment()), run -> new Shown<>(null, RunBody
                .after(run)));
    }

    @Operation(summary = "Reject what it proposes", description = "Nothing of it is done; it has ended.")
    @PostMapping("/{id}/reject")
    Mono<ResponseEntity<RunBody>> reject(CommandRequest request, @PathVariable WorkflowId id,
            @RequestBody Rejection body) {
        return request.change(new RejectWorkflow(id, body.reason()), run -> new Shown<>(null, RunBody.after(run)));
    }

    private static Mono<ResponseEntity<Accepted>> accept(CommandRequest request, WorkflowInput input) {
        WorkflowId id = WorkflowId.next();
        return request.accept(new RequestWorkflow(id, input, null), run -> new Accepted(run.state().id()),
                "/api/v1/workflows/" + id);
    }

    private static WorkflowType type(String path) {
        return WorkflowType.called(path).orElseThrow(() -> Fault.malformed("type", "must be one of " + Arrays.stream(
                WorkflowType.values()).map(WorkflowType::path).collect(Collectors.joining(", "))).raised());
    }

    /** What work is sorted by. */
    private enum Sort {
        CREATED_AT
    }
}
