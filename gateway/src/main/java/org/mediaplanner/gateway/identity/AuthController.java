package org.mediaplanner.gateway.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.mediaplanner.commands.identity.Accounts;
import org.mediaplanner.commands.identity.Accounts.Account;
import org.mediaplanner.commands.identity.Accounts.Membership;
import org.mediaplanner.commands.identity.FederatedIdentities;
import org.mediaplanner.commands.identity.SecurityEntries.Kind;
import org.mediaplanner.commands.identity.Sessions;
import org.mediaplanner.commands.identity.Sessions.Refreshed.Renewed;
import org.mediaplanner.commands.identity.Sessions.Refreshed.Reused;
import org.mediaplanner.commands.identity.Sessions.Refreshed.Unknown;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.gateway.command.CommandGate;
import org.mediaplanner.gateway.command.CommandRequest;
import org.mediaplanner.gateway.document.Refuses;
import org.mediaplanner.gateway.identity.IdentityBodies.Acceptance;
import org.mediaplanner.gateway.identity.IdentityBodies.Login;
import org.mediaplanner.gateway.identity.IdentityBodies.Me;
import org.mediaplanner.gateway.identity.IdentityBodies.Organization;
import org.mediaplanner.gateway.identity.IdentityBodies.Refresh;
import org.mediaplanner.gateway.identity.IdentityBodies.Registered;
import org.mediaplanner.gateway.identity.IdentityBodies.Registration;
import org.mediaplanner.gateway.identity.IdentityBodies.Switch;
import org.mediaplanner.gateway.identity.IdentityBodies.Tokens;
import org.mediaplanner.gateway.identity.IdentityBodies.User;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.problem.RequestIds;
import org.mediaplanner.gateway.security.LoginThrottle;
import org.mediaplanner.gateway.security.LoginThrottle.Purpose;
import org.mediaplanner.gateway.security.Member;
import org.mediaplanner.gateway.security.Operators;
import org.mediaplanner.gateway.security.SecurityTrail;
import org.mediaplanner.gateway.security.StandingBoard;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The ways to a token, and what a token says. */
@Tag(name = "auth", description = "Accounts and access tokens")
@RestController
@RequestMapping(path = "/api/v1/auth", produces = MediaType.APPLICATION_JSON_VALUE)
class AuthController {

    private final Accounts accounts;
    private final Sessions sessions;
    private final TokenDesk desk;
    private final LoginThrottle throttle;
    private final CommandGate passwordGate;
    private final CommandGate commandGate;
    private final StandingBoard board;
    private final SecurityTrail trail;
    private final Operators operators;
    private final FederatedIdentities identities;

    AuthController(Accounts accounts, FederatedIdentities identities, Sessions sessions, TokenDesk desk,
            LoginThrottle throttle,
            CommandGate passwordGate, CommandGate commandGate, StandingBoard board, SecurityTrail trail,
            Operators operators) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.desk = desk;
        this.throttle = throttle;
        this.passwordGate = passwordGate;
        this.commandGate = commandGate;
        this.board = board;
        this.trail = trail;
        this.operators = operators;
        this.identities = identities;
    }

    @Operation(summary = "Register an organisation with its owner")
    @SecurityRequirements
    @ResponseStatus(HttpStatus.CREATED)
    @Refuses(HttpStatus.CONFLICT)
    @PostMapping("/register")
    Mono<ResponseEntity<Registered>> register(@RequestBody Registration body, ServerWebExchange exchange) {
        Accounts.Registration registration = new Accounts.Registration(body.organization(), body.name(), body.email(),
                body.password(), Objects.requireNonNullElseGet(body.currency(), () -> Currency.getInstance("EUR")),
                Objects.requireNonNullElse(body.timeZone(), ZoneId.of("UTC")));
        return passwordGate.through(() -> accounts.register(registration, RequestIds.of(exchange)))
                .map(done -> ResponseEntity.status(HttpStatus.CREATED)
                        .header(CommandRequest.POSITION, Long.toString(done.position()))
                        .body(new Registered(done.tenantId(), done.userId())));
    }

    @Operation(summary = "Log in", description = "Ten failures for an account in 15 minutes, or a hundred tries from an "
            + "address in a minute, are answered 429 with Retry-After.")
    @SecurityRequirements
    @Refuses(HttpStatus.UNAUTHORIZED)
    @PostMapping("/login")
    Mono<Tokens> login(@RequestBody Login body, ServerHttpRequest request) {
        return throttle.admit(Purpose.LOGIN, SecurityTrail.address(request), body.email())
                .then(passwordGate.through(() -> accounts.authenticate(body.email(), body.password())))
                .flatMap(account -> account.isPresent()
                        ? throttle.succeeded(Purpose.LOGIN, body.email()).thenReturn(account.get())
                        : failed(Purpose.LOGIN, body.email(), request))
                .flatMap(account -> commandGate.through(() -> desk.begin(account, body.tenantId(), request)));
    }

    @Operation(summary = "Renew a token", description = "A refresh token is used once. Within ten seconds it gives the "
            + "same successor again, for who did not hear the answer; later that ends its session, and 401 says "
            + "refresh-reused.")
    @SecurityRequirements
    @Refuses(HttpStatus.UNAUTHORIZED)
    @PostMapping("/refresh")
    Mono<Tokens> refresh(@RequestBody Refresh body, ServerHttpRequest request) {
        return commandGate.through(() -> switch (sessions.refresh(body.refreshToken())) {
            case Renewed renewed -> desk.issue(renewed.user(), renewed.tenant(), renewed.session(),
                    renewed.refreshToken());
            case Reused reused -> {
                board.changed(reused.user());
                trail.note(Kind.REFRESH_REUSED, reused.tenant(), reused.user(), SecurityTrail.address(request),
                        "session " + reused.session());
                throw Fault.of(HttpStatus.UNAUTHORIZED, "refresh-reused",
                        "This token was used before; its session has ended for safety").raised();
            }
            case Unknown _ -> throw Fault.of(HttpStatus.UNAUTHORIZED, "unauthenticated",
                    "This token is none of an open session").raised();
        });
    }

    @Operation(summary = "Log out", description = "Ends the session of the token, and with it all tokens that followed.")
    @SecurityRequirements
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PostMapping("/logout")
    Mono<Void> logout(@RequestBody Refresh body, ServerHttpRequest request) {
        return commandGate.through(() -> {
            sessions.end(body.refreshToken()).ifPresent(ended -> {
                board.changed(ended);
                trail.note(Kind.SIGNED_OUT, null, null, SecurityTrail.address(request), "session " + ended);
            });
            return "";
        }).then();
    }

    @Operation(summary = "Work for another organisation", description = "Begins a session there; the one here goes on.")
    @Refuses(HttpStatus.NOT_FOUND)
    @PostMapping("/switch")
    Mono<Tokens> change(Member member, @RequestBody Switch body, ServerHttpRequest request) {
        return commandGate.through(() -> {
            Account account = accounts.find(member.userId()).orElseThrow(() -> Fault.notFound().raised());
            if (account.memberships().stream().noneMatch(m -> m.tenantId().equals(body.tenantId()))) {
                throw Fault.notFound().raised();
            }
            return desk.begin(account, body.tenantId(), request);
        });
    }

    @Operation(summary = "Accept an invitation", description = "Who has an account proves it by its password, or with "
            + "the code of a sign-in with Google; who has none chooses a name and a password.")
    @SecurityRequirements
    @Refuses({HttpStatus.UNAUTHORIZED, HttpStatus.NOT_FOUND, HttpStatus.CONFLICT})
    @PostMapping("/invitations/accept")
    Mono<Tokens> accept(@RequestBody Acceptance body, ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        // A password is counted by whose it is, as where it is asked for to log in.
        return commandGate.through(() -> accounts.invited(body.token()).orElse(body.token()))
                .flatMap(invited -> throttle.admit(Purpose.LOGIN, SecurityTrail.address(request), invited)
                        .then(passwordGate.through(() -> accounts.accept(body.token(), body.name(), body.password(),
                                proven(body.code()), RequestIds.of(exchange))))
                        .flatMap(joined -> joined.isPresent()
                                ? commandGate.through(() -> desk.begin(joined.get().account(), joined.get().tenantId(),
                                        request))
                                : failed(Purpose.LOGIN, invited, request)));
    }

    @Operation(summary = "Who the token speaks for")
    @Refuses(HttpStatus.NOT_FOUND)
    @GetMapping("/me")
    Mono<Me> me(Member member) {
        return commandGate.through(() -> me(member, accounts.find(member.userId())
                .orElseThrow(() -> Fault.notFound().raised()), identities.isLinked(member.userId())));
    }

    private @Nullable UserId proven(@Nullable String code) {
        return code == null ? null : identities.redeem(code, null).flatMap(identities::find).orElse(null);
    }

    private <T> Mono<T> failed(Purpose purpose, String subject, ServerHttpRequest request) {
        trail.note(Kind.SIGN_IN_FAILED, null, null, SecurityTrail.address(request), purpose.name());
        return throttle.failed(purpose, subject).then(Mono.error(TokenDesk::badCredentials));
    }

    private Me me(Member member, Account account, boolean google) {
        List<IdentityBodies.Membership> memberships = account.memberships().stream()
                .map(m -> new IdentityBodies.Membership(m.tenantId(), m.organization(), m.role())).toList();
        String organization = account.memberships().stream().filter(m -> m.tenantId().equals(member.tenantId()))
                .map(Membership::organization).findFirst().orElseThrow(() -> Fault.notFound().raised());
        return new Me(new User(account.id(), account.name(), account.email()),
                new Organization(member.tenantId(), organization), member.role(), member.permissions(),
                member.session() != null && operators.include(account), google, memberships,
                member.clients() == null
                        ? null
                        : member.clients().stream().sorted(Comparator.comparing(ClientId::value))
                                .toList(),
                member.expiresAt());
    }
}
