package org.mediaplanner.gateway.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.Refusal.Violation;
import org.mediaplanner.commands.identity.ApiKeys;
import org.mediaplanner.commands.identity.ApiKeys.Created;
import org.mediaplanner.commands.identity.ApiKeys.Listed;
import org.mediaplanner.commands.identity.SecurityEntries.Kind;
import org.mediaplanner.gateway.command.CommandGate;
import org.mediaplanner.gateway.identity.IdentityBodies.ApiKeyBody;
import org.mediaplanner.gateway.identity.IdentityBodies.ApiKeyDraft;
import org.mediaplanner.gateway.identity.IdentityBodies.ApiKeyList;
import org.mediaplanner.gateway.identity.IdentityBodies.NewApiKey;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.security.Doorkeeper;
import org.mediaplanner.gateway.security.Member;
import org.mediaplanner.gateway.security.Permission;
import org.mediaplanner.gateway.security.SecurityTrail;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What programs sign in with. */
@Tag(name = "auth")
@RestController
@RequestMapping(path = "/api/v1/auth/api-keys", produces = MediaType.APPLICATION_JSON_VALUE)
class ApiKeyController {

    private final ApiKeys keys;
    private final Doorkeeper doorkeeper;
    private final SecurityTrail trail;
    private final CommandGate commandGate;

    ApiKeyController(ApiKeys keys, Doorkeeper doorkeeper, SecurityTrail trail, CommandGate commandGate) {
        this.keys = keys;
        this.trail = trail;
        this.doorkeeper = doorkeeper;
        this.commandGate = commandGate;
    }

    @Operation(summary = "Make an API key", description = "It may do what its scopes say and you may do yourself, at every "
            + "moment. `key` is shown this once.")
    @ResponseStatus(HttpStatus.CREATED)
    @PostMapping
    Mono<ResponseEntity<NewApiKey>> create(Member member, @RequestBody ApiKeyDraft body, ServerHttpRequest request) {
        requireScopes(member, body.scopes());
        return commandGate.through(() -> keys.create(member.tenantId(), member.userId(), body.name(), body.scopes(),
                body.expiresAt()))
                .doOnNext(created -> trail.note(Kind.KEY_MADE, member, request, "key " + created.listed()
                        .id()))
                .map(created -> ResponseEntity
                        .created(URI.create("/api/v1/auth/api-keys/"
                                + created.listed().id()))
                        .body(shown(created)));
    }

    @Operation(summary = "List the organisation's API keys")
    @GetMapping(produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    Mono<ApiKeyList> list(Member member) {
        return commandGate.through(() -> new ApiKeyList(keys.list(member.tenantId()).stream()
                .map(ApiKeyController::body).toList()));
    }

    @Operation(summary = "Revoke an API key", description = "At once.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @DeleteMapping("/{id}")
    Mono<Void> revoke(Member member, @PathVariable UUID id, ServerHttpRequest request) {
        return commandGate.through(() -> {
            if (!keys.revoke(member.tenantId(), id)) {
                throw Fault.notFound().raised();
            }
            doorkeeper.keysChanged();
            trail.note(Kind.KEY_REVOKED, member, request, "key " + id);
            return id;
        }).then();
    }

    private static void requireScopes(Member member, List<String> scopes) {
        List<Violation> violations = new ArrayList<>();
        if (scopes.isEmpty() || new HashSet<>(scopes).size() < scopes.size()) {
            violations.add(Violation.of("scopes", "must hold one or more permissions, each once"));
        }
        for (int i = 0; i < scopes.size(); i++) {
            if (Permission.called(scopes.get(i)).filter(member::may).isEmpty()) {
                violations.add(Violation.of("scopes[" + i + "]", "must be one of " + String.join(", ", member
                        .permissions())));
            }
        }
        if (!violations.isEmpty()) {
            throw Refusal.rules("invalid", "The scopes of a key are permissions of whoever makes it", violations);
        }
    }

    private static NewApiKey shown(Created created) {
        Listed key = created.listed();
        return new NewApiKey(key.id(), key.name(), key.prefix(), key.scopes(), key.createdAt(), key.expiresAt(),
                created.key());
    }

    private static ApiKeyBody body(Listed key) {
        return new ApiKeyBody(key.id(), key.name(), key.prefix(), key.scopes(), key.createdBy(), key.createdAt(),
                key.lastUsedAt(), key.expiresAt());
    }
}
