package org.mediaplanner.gateway.tenant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.mediaplanner.commands.tenant.TenantCommand.EditTenant;
import org.mediaplanner.gateway.command.CommandRequest;
import org.mediaplanner.gateway.command.IfMatch;
import org.mediaplanner.gateway.document.Refuses;
import org.mediaplanner.gateway.query.AtLeast;
import org.mediaplanner.gateway.query.QueryRequest;
import org.mediaplanner.gateway.security.Member;
import org.mediaplanner.gateway.tenant.TenantBodies.TenantBody;
import org.mediaplanner.gateway.tenant.TenantBodies.TenantPatch;
import org.mediaplanner.queries.tenant.TenantQuery.FindTenant;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The organisation of who asks. */
@Tag(name = "tenants", description = "Your organisation, its settings and its members")
@RestController
@RequestMapping(path = "/api/v1/tenants/current", produces = MediaType.APPLICATION_JSON_VALUE)
class TenantController {

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
}
