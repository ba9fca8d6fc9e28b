package org.mediaplanner.gateway.tenant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.mediaplanner.commands.identity.SecurityEntries.Kind;
import org.mediaplanner.commands.tenant.TenantCommand.EditTenant;
import org.mediaplanner.commands.tenant.TenantCommand.RequestTenantDeletion;
import org.mediaplanner.events.workflow.WorkflowId;
import org.mediaplanner.gateway.command.CommandRequest;
import org.mediaplanner.gateway.command.IfMatch;
import org.mediaplanner.gateway.document.Refuses;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.query.AtLeast;
import org.mediaplanner.gateway.query.QueryRequest;
import org.mediaplanner.gateway.security.Member;
import org.mediaplanner.gateway.security.SecurityTrail;
import org.mediaplanner.gateway.security.StandingBoard;
import org.mediaplanner.gateway.tenant.TenantBodies.TenantBody;
import org.mediaplanner.gateway.tenant.TenantBodies.TenantPatch;
import org.mediaplanner.queries.tenant.TenantQuery.FindTenant;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The organisation of who asks. */
@Tag(name = "tenants", description = "Your organisation, its settings and its members")
@RestController
@RequestMapping(path = "/api/v1/tenants/current", produces = MediaType.APPLICATION_JSON_VALUE)
class TenantController {

    private final StandingBoard board;
    private final SecurityTrail trail;

    TenantController(StandingBoard board, SecurityTrail trail) {
        this.board = board;
        this.trail = trail;
    }

    @Schema(name = "TenantDeletionRequest")
    record DeletionRequest(
            @Schema(description = "The organisation's name, typed once more", example = "Northwind Media") String confirmName) {}

    @Schema(name = "TenantDeletionAccepted")
    record DeletionAccepted(WorkflowId workflowId) {}

    @Operation(summary = "Read your organisation")
    @Refuses(HttpStatus.NOT_FOUND)
    @GetMapping
    Mono<TenantBody> find(QueryRequest request, AtLeast atLeast) {
        return request.askVersioned(new FindTenant(), atLeast, TenantBody::of, TenantBody::version);
    }

    @Operation(summary = "Change your organisation", description = "Settings that are not named stay as they are.")
    @Refuses(HttpStatus.NOT_FOUND)
    @PatchMapping
    Mono<ResponseEntity<TenantBody>> edit(CommandRequest request, Member member, IfMatch ifMatch,
            @RequestBody TenantPatch body) {
        return request.change(new EditTenant(member.tenantId(), ifMatch.version(), body.named(),
                body.settings() == null ? null : body.settings().change()), TenantBody::after);
    }

    @Operation(summary = "Delete your organisation", description = "For good, with everything that is kept of it. Nobody "
            + "acts for it any more from the answer on, you included; what people typed becomes unreadable a moment "
            + "later, in every backup too that has no copy of its key. Accounts of people who are in no other "
            + "organisation go with it.")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Refuses({HttpStatus.NOT_FOUND, HttpStatus.CONFLICT})
    @DeleteMapping
    Mono<ResponseEntity<DeletionAccepted>> delete(CommandRequest request, Member member, IfMatch ifMatch,
            @RequestBody DeletionRequest body, ServerWebExchange exchange) {
        if (member.session() == null) {
            throw Fault.of(HttpStatus.FORBIDDEN, "forbidden", "A key deletes no organisation; sign in").raised();
        }
        WorkflowId id = WorkflowId.next();
        return request.accept(new RequestTenantDeletion(member.tenantId(), ifMatch.version(), body.confirmName(), id),
                tenant -> new DeletionAccepted(id), "/api/v1/workflows/" + id)
                .doOnNext(accepted -> {
                    board.changed(member.tenantId());
                    trail.note(Kind.TENANT_DELETED, member, exchange.getRequest(), id.value());
                });
    }
}
