package org.mediaplanner.gateway.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.mediaplanner.commands.identity.SecurityEntries.Kind;
import org.mediaplanner.commands.identity.Sessions;
import org.mediaplanner.commands.identity.Sessions.Listed;
import org.mediaplanner.gateway.command.CommandGate;
import org.mediaplanner.gateway.identity.IdentityBodies.SessionBody;
import org.mediaplanner.gateway.identity.IdentityBodies.SessionList;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.security.Member;
import org.mediaplanner.gateway.security.SecurityTrail;
import org.mediaplanner.gateway.security.StandingBoard;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where somebody is signed in. */
@Tag(name = "auth")
@RestController
@RequestMapping(path = "/api/v1/auth/sessions", produces = MediaType.APPLICATION_JSON_VALUE)
class SessionController {

    private final Sessions sessions;
    private final StandingBoard board;
    private final SecurityTrail trail;
    private final CommandGate commandGate;

    SessionController(Sessions sessions, StandingBoard board, SecurityTrail trail, CommandGate commandGate) {
        this.sessions = sessions;
        this.board = board;
        this.trail = trail;
        this.commandGate = commandGate;
    }

    @Operation(summary = "List your open sessions", description = "In all your organisations, the one used last first.")
    @GetMapping(produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    Mono<SessionList> list(Member member) {
        return commandGate.through(() -> new SessionList(sessions.list(member.userId()).stream()
                .map(session -> body(session, member)).toList()));
    }

    @Operation(summary = "End a session", description = "At once, with every stream that it has open.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @DeleteMapping("/{id}")
    Mono<Void> end(Member member, @PathVariable UUID id, ServerHttpRequest request) {
        return commandGate.through(() -> {
            if (!sessions.end(member.userId(), id)) {
                throw Fault.notFound().raised();
            }
            board.changed(id);
            trail.note(Kind.SESSION_ENDED, member, request, "session " + id);
            return id;
        }).then();
    }

    private static SessionBody body(Listed session, Member member) {
        return new SessionBody(session.id(), session.tenantId(), session.createdAt(), session.lastUsedAt(),
                session.address(), session.userAgent(), session.id().equals(member.session()));
    }
}
