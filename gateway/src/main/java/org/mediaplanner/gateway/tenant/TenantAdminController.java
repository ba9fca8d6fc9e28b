package org.mediaplanner.gateway.tenant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Commands;
import org.mediaplanner.commands.tenant.TenantCommand;
import org.mediaplanner.commands.tenant.TenantCommand.ResumeTenant;
import org.mediaplanner.commands.tenant.TenantCommand.SetQuota;
import org.mediaplanner.commands.tenant.TenantCommand.SuspendTenant;
import org.mediaplanner.commands.tenant.TenantDirectory;
import org.mediaplanner.commands.tenant.TenantDirectory.Listed;
import org.mediaplanner.events.identity.PrefixedId;
import org.mediaplanner.events.tenant.Tenant.Quota;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.gateway.command.CommandGate;
import org.mediaplanner.gateway.document.Refuses;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.problem.RequestIds;
import org.mediaplanner.gateway.query.Page;
import org.mediaplanner.gateway.query.Paging;
import org.mediaplanner.gateway.security.Member;
import org.mediaplanner.gateway.security.StandingBoard;
import org.mediaplanner.queries.reading.PageRequest;
import org.mediaplanner.sagas.file.StoredFiles;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** All organisations, for who looks after the installation. */
@Tag(name = "admin")
@RestController
@RequestMapping(path = "/api/v1/admin/tenants", produces = MediaType.APPLICATION_JSON_VALUE)
class TenantAdminController {

    private final TenantDirectory directory;
    private final StoredFiles files;
    private final Commands commands;
    private final StandingBoard board;
    private final CommandGate commandGate;

    TenantAdminController(TenantDirectory directory, StoredFiles files, Commands commands, StandingBoard board,
            CommandGate commandGate) {
        this.directory = directory;
        this.files = files;
        this.commands = commands;
        this.board = board;
        this.commandGate = commandGate;
    }

    @Schema(name = "TenantUsage")
    record TenantUsageBody(TenantId id, @Schema(example = "Northwind Media") String name,
            @Schema(description = "Whether nobody may act for it") boolean suspended,
            @Schema(description = "Whether that is so because it is being deleted") boolean deleting,
            @Schema(description = "What holds: its own setting or the quota, whichever is less") int requestsPerMinute,
            @Schema(description = "Who have joined") long members, @Schema(description = "In its log") long events,
            @Schema(description = "Days of campaigns that are known") long facts,
            @Schema(description = "Of exports and uploads") long fileBytes,
            @Schema(description = "Today and on the 29 days before (UTC), those of the last seconds left out") long requests) {}

    record Suspension(@Schema(example = "Invoice 4711 is unpaid") String reason) {}

    /** @param requestsPerMinute {@code null} for what everybody gets */
    record QuotaBody(@Schema(example = "6000") @Nullable Integer requestsPerMinute) {}

    @Operation(summary = "List organisations and what they use", description = "In the order in which they registered.")
    @GetMapping(produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    Mono<Page<TenantUsageBody>> list(Paging paging) {
        PageRequest page = paging.request();
        if (page.cursor() != null && !PrefixedId.isValid(TenantId.PREFIX, page.cursor())) {
            throw Fault.malformed("cursor", "is not a nextCursor of this list").raised();
        }
        return commandGate.through(() -> {
            List<Listed> found = directory.list(page.cursor() == null ? null : TenantId.of(page.cursor()),
                    page.limit() + 1);
            List<TenantUsageBody> items = found.stream().limit(page.limit()).map(this::body).toList();
            return new Page<>(items, found.size() > items.size() ? items.getLast().id().value() : null, null);
        });
    }

    @Operation(summary = "Suspend an organisation", description = "Nobody acts for it any more, at once; nothing of it is "
            + "lost.")
    @PostMapping("/{id}/suspend")
    Mono<TenantUsageBody> suspend(Member member, @PathVariable TenantId id, @RequestBody Suspension body,
            ServerWebExchange exchange) {
        return change(member, id, new SuspendTenant(id, body.reason()), exchange);
    }

    @Operation(summary = "Let an organisation go on")
    @PostMapping("/{id}/resume")
    Mono<TenantUsageBody> resume(Member member, @PathVariable TenantId id, ServerWebExchange exchange) {
        return change(member, id, new ResumeTenant(id), exchange);
    }

    @Operation(summary = "Bound what an organisation may ask", description = "Whatever it has set itself.")
    @Refuses(HttpStatus.CONFLICT)
    @PutMapping("/{id}/quota")
    Mono<TenantUsageBody> quota(Member member, @PathVariable TenantId id, @RequestBody QuotaBody body,
            ServerWebExchange exchange) {
        Integer requests = body.requestsPerMinute();
        return change(member, id, new SetQuota(id, requests == null ? null : new Quota(requests)), exchange);
    }

    private Mono<TenantUsageBody> change(Member operator, TenantId id, TenantCommand command,
            ServerWebExchange exchange) {
        Caller caller = Caller.user(id, operator.userId().value(), RequestIds.of(exchange));
        return commandGate.through(() -> {
            commands.send(caller, command);
            board.changed(id);
            return directory.find(id).map(this::body).orElseThrow(() -> Fault.notFound().raised());
        });
    }

    private TenantUsageBody body(Listed tenant) {
        return new TenantUsageBody(tenant.id(), tenant.name(), tenant.suspended(), tenant.deleting(),
                tenant.requestsPerMinute(),
                tenant.members(), tenant.events(), tenant.facts(), files.bytes(tenant.id()), tenant.requests());
    }
}
