package org.mediaplanner.gateway.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.mediaplanner.commands.identity.Accounts;
import org.mediaplanner.commands.identity.SecurityEntries.Kind;
import org.mediaplanner.commands.identity.Sessions;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.gateway.command.CommandGate;
import org.mediaplanner.gateway.document.Refuses;
import org.mediaplanner.gateway.identity.IdentityBodies.Forgotten;
import org.mediaplanner.gateway.identity.IdentityBodies.PasswordChange;
import org.mediaplanner.gateway.identity.IdentityBodies.PasswordReset;
import org.mediaplanner.gateway.mail.Letters;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.security.LoginThrottle;
import org.mediaplanner.gateway.security.LoginThrottle.Purpose;
import org.mediaplanner.gateway.security.Member;
import org.mediaplanner.gateway.security.SecurityTrail;
import org.mediaplanner.gateway.security.StandingBoard;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The ways to another password. */
@Tag(name = "auth")
@RestController
@RequestMapping(path = "/api/v1/auth/password", produces = MediaType.APPLICATION_JSON_VALUE)
class PasswordController {

    private final Accounts accounts;
    private final Sessions sessions;
    private final StandingBoard board;
    private final SecurityTrail trail;
    private final LoginThrottle throttle;
    private final Letters letters;
    private final CommandGate passwordGate;
    private final CommandGate commandGate;

    PasswordController(Accounts accounts, Sessions sessions, StandingBoard board, SecurityTrail trail,
            LoginThrottle throttle, Letters letters, CommandGate passwordGate, CommandGate commandGate) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.board = board;
        this.trail = trail;
        this.throttle = throttle;
        this.letters = letters;
        this.passwordGate = passwordGate;
        this.commandGate = commandGate;
    }

    @Operation(summary = "Change your password", description = "Ends your other sessions.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PostMapping
    Mono<Void> change(Member member, @RequestBody PasswordChange body, ServerHttpRequest request) {
        String account = member.userId().value();
        return throttle.admit(Purpose.PASSWORD, SecurityTrail.address(request), account)
                .then(passwordGate.through(() -> accounts.changePassword(member.userId(), body.current(), body.next())))
                .flatMap(right -> right
                        ? throttle.succeeded(Purpose.PASSWORD, account).then(endOthers(member, request))
                        : throttle.failed(Purpose.PASSWORD, account)
                                .then(Mono.error(() -> Fault.of(HttpStatus.UNAUTHORIZED,
                                        "bad-credentials", "This is not your current password").raised())));
    }

    private Mono<Void> endOthers(Member member, ServerHttpRequest request) {
        return commandGate.through(() -> {
            sessions.endAll(member.userId(), member.session()).forEach(board::changed);
            trail.note(Kind.PASSWORD_CHANGED, member, request, "");
            return "";
        }).then();
    }

    @Operation(summary = "Ask for a link to a new password", description = "Sent to the address, if somebody has an "
            + "account with it; the answer does not tell. Good once, for half an hour.")
    @SecurityRequirements
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PostMapping("/forgot")
    Mono<Void> forgot(@RequestBody Forgotten body, ServerHttpRequest request) {
        return throttle.admit(Purpose.FORGOTTEN, SecurityTrail.address(request), body.email())
                .then(throttle.failed(Purpose.FORGOTTEN, body.email()))
                .then(commandGate.through(() -> accounts.forgot(body.email())))
                .doOnNext(reset -> reset.ifPresent(letters::resetPassword)).then();
    }

    @Operation(summary = "Choose a new password with the link's token", description = "Ends all your sessions.")
    @SecurityRequirements
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Refuses(HttpStatus.NOT_FOUND)
    @PostMapping("/reset")
    Mono<Void> reset(@RequestBody PasswordReset body, ServerHttpRequest request) {
        return throttle.admit(Purpose.PASSWORD, SecurityTrail.address(request), body.token())
                .then(passwordGate.through(() -> accounts.reset(body.token(), body.next())))
                .flatMap(user -> user.isPresent()
                        ? commandGate.through(() -> ended(user.get(), request))
                        : throttle.failed(Purpose.PASSWORD, body.token())
                                .then(Mono.error(() -> Fault.notFound().raised())))
                .then();
    }

    private UserId ended(UserId user, ServerHttpRequest request) {
        sessions.endAll(user, null);
        board.changed(user);
        trail.note(Kind.PASSWORD_RESET, null, user, SecurityTrail.address(request), "");
        return user;
    }
}
