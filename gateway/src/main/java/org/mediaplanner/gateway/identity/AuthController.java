package org.mediaplanner.gateway.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.InetSocketAddress;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.mediaplanner.commands.identity.Accounts;
import org.mediaplanner.commands.identity.Accounts.Account;
import org.mediaplanner.commands.identity.Accounts.Membership;
import org.mediaplanner.gateway.command.CommandGate;
import org.mediaplanner.gateway.command.CommandRequest;
import org.mediaplanner.gateway.identity.IdentityBodies.Login;
import org.mediaplanner.gateway.identity.IdentityBodies.Me;
import org.mediaplanner.gateway.identity.IdentityBodies.Organization;
import org.mediaplanner.gateway.identity.IdentityBodies.Registered;
import org.mediaplanner.gateway.identity.IdentityBodies.Registration;
import org.mediaplanner.gateway.identity.IdentityBodies.Tokens;
import org.mediaplanner.gateway.identity.IdentityBodies.User;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.problem.RequestIds;
import org.mediaplanner.gateway.security.AccessTokens;
import org.mediaplanner.gateway.security.LoginThrottle;
import org.mediaplanner.gateway.security.Member;
import org.mediaplanner.gateway.security.Operators;
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
    private final AccessTokens tokens;
    private final LoginThrottle throttle;
    private final CommandGate passwordGate;
    private final Operators operators;

    AuthController(Accounts accounts, AccessTokens tokens, LoginThrottle throttle, CommandGate passwordGate,
            Operators operators) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.throttle = throttle;
        this.passwordGate = passwordGate;
        this.operators = operators;
    }

    @Operation(summary = "Register an organisation with its owner")
    @SecurityRequirements
    @ResponseStatus(HttpStatus.CREATED)
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
    @PostMapping("/login")
    Mono<Tokens> login(@RequestBody Login body, ServerHttpRequest request) {
        return throttle.admit(address(request), body.email())
                .then(passwordGate.through(() -> accounts.authenticate(body.email(), body.password())))
                .flatMap(account -> account.isPresent()
                        ? throttle.succeeded(body.email()).thenReturn(account.get())
                        : throttle.failed(body.email()).then(Mono.error(AuthController::badCredentials)))
                .flatMap(account -> passwordGate.through(() -> issue(account, body)));
    }

    @Operation(summary = "Who the token speaks for")
    @GetMapping("/me")
    Mono<Me> me(Member member) {
        return passwordGate.through(() -> accounts.find(member.userId()))
                .map(account -> me(member, account.orElseThrow(() -> Fault.notFound().raised())));
    }

    private Tokens issue(Account account, Login body) {
        Optional<Membership> membership = account.memberships().stream()
                .filter(m -> body.tenantId() == null || m.tenantId().equals(body.tenantId())).findFirst();
        AccessTokens.Issued issued = tokens.issue(account.id(),
                membership.orElseThrow(AuthController::badCredentials));
        return new Tokens(issued.token(), "Bearer", issued.validSeconds());
    }

    private Me me(Member member, Account account) {
        List<IdentityBodies.Member> memberships = account.memberships().stream()
                .map(m -> new IdentityBodies.Member(m.tenantId(), m.organization(), m.role())).toList();
        String organization = account.memberships().stream().filter(m -> m.tenantId().equals(member.tenantId()))
                .map(Membership::organization).findFirst().orElseThrow(() -> Fault.notFound().raised());
        return new Me(new User(account.id(), account.name(), account.email()),
                new Organization(member.tenantId(), organization), member.role(), Permissions.of(member.role()),
                operators.include(account), memberships, member.expiresAt());
    }

    private static RuntimeException badCredentials() {
        return Fault.of(HttpStatus.UNAUTHORIZED, "bad-credentials", "No account has this e-mail and password").raised();
    }

    private static String address(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        return remote == null || remote.getAddress() == null ? "unknown" : remote.getAddress().getHostAddress();
    }
}
