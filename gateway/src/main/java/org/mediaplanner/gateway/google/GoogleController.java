package org.mediaplanner.gateway.google;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Checks;
import org.mediaplanner.commands.identity.Accounts;
import org.mediaplanner.commands.identity.Accounts.Account;
import org.mediaplanner.commands.identity.FederatedIdentities;
import org.mediaplanner.commands.identity.FederatedIdentities.Identity;
import org.mediaplanner.commands.identity.SecurityEntries.Kind;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.gateway.command.CommandGate;
import org.mediaplanner.gateway.document.Refuses;
import org.mediaplanner.gateway.google.GoogleSignIn.Step;
import org.mediaplanner.gateway.identity.IdentityBodies.Tokens;
import org.mediaplanner.gateway.identity.TokenDesk;
import org.mediaplanner.gateway.input.QueryParameters;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.problem.RequestIds;
import org.mediaplanner.gateway.security.LoginThrottle;
import org.mediaplanner.gateway.security.LoginThrottle.Purpose;
import org.mediaplanner.gateway.security.Member;
import org.mediaplanner.gateway.security.SecurityTrail;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Signing in with Google: a browser goes there and comes back with a code, which gets tokens once. */
@Tag(name = "auth")
@RestController
@RequestMapping(path = "/api/v1/auth/google", produces = MediaType.APPLICATION_JSON_VALUE)
class GoogleController {

    private final GoogleSignIn google;
    private final FederatedIdentities identities;
    private final Accounts accounts;
    private final TokenDesk desk;
    private final LoginThrottle throttle;
    private final SecurityTrail trail;
    private final CommandGate commandGate;

    GoogleController(GoogleSignIn google, FederatedIdentities identities, Accounts accounts, TokenDesk desk,
            LoginThrottle throttle, SecurityTrail trail, CommandGate commandGate) {
        this.google = google;
        this.identities = identities;
        this.accounts = accounts;
        this.desk = desk;
        this.throttle = throttle;
        this.trail = trail;
        this.commandGate = commandGate;
    }

    record Beginning(
            @Parameter(description = "Where to come back to; a page that may call from a browser", example = "https://planner.example.com/signed-in") @Nullable String returnUrl,
            @Parameter(description = "SHA-256 of a secret of the page, in Base64 for URLs: the code is then good only "
                    + "together with the secret, so that nobody can slip in one of theirs", example = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM") @Nullable String challenge)
            implements
            QueryParameters {}

    @Schema(name = "GoogleExchange")
    record Exchange(@Schema(description = "Of returnUrl?code=; good once, for a minute") String code,
            @Schema(description = "The secret of the page that gave a challenge") @Nullable String verifier,
            @Schema(description = "To register one, where nobody has an account with this identity", example = "Northwind Media") @Nullable String organization,
            @Schema(example = "EUR", defaultValue = "EUR") @Nullable Currency currency,
            @Schema(example = "Europe/Berlin", defaultValue = "UTC") @Nullable ZoneId timeZone) {

        @Override
        public String toString() {
            return "Exchange[]";
        }
    }

    @Schema(name = "GoogleLink")
    record Link(@Schema(description = "Of returnUrl?code=; good once, for a minute") String code,
            @Schema(description = "The secret of the page that gave a challenge") @Nullable String verifier) {

        @Override
        public String toString() {
            return "Link[]";
        }
    }

    @Operation(summary = "Sign in with Google", description = "For a browser: it is sent there, and comes back to "
            + "returnUrl with ?code=, or ?error= (access_denied, failed).")
    @SecurityRequirements
    @Refuses({HttpStatus.NOT_FOUND, HttpStatus.SERVICE_UNAVAILABLE})
    @ResponseStatus(HttpStatus.FOUND)
    @GetMapping
    Mono<ResponseEntity<Void>> begin(Beginning beginning, ServerHttpRequest request) {
        return admitted(request).then(commandGate.through(() -> google.begin(beginning.returnUrl(),
                beginning.challenge(), request.getHeaders().getFirst(HttpHeaders.HOST)))).map(GoogleController::sent);
    }

    @Operation(summary = "Come back from Google", description = "With what the provider sends along; what is not "
            + "named here is passed over.")
    @Parameter(name = "state", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "code", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @Parameter(name = "error", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
    @SecurityRequirements
    @Refuses({HttpStatus.NOT_FOUND, HttpStatus.SERVICE_UNAVAILABLE})
    @ResponseStatus(HttpStatus.FOUND)
    @GetMapping("/callback")
    Mono<ResponseEntity<Void>> end(ServerHttpRequest request) {
        MultiValueMap<String, String> sent = request.getQueryParams();
        return admitted(request).then(commandGate.through(() -> google.end(request.getCookies().getFirst(
                SignInCookie.NAME), sent.getFirst("state"), sent.getFirst("code"), sent.getFirst("error"))))
                .map(GoogleController::sent);
    }

    @Operation(summary = "Get tokens for a code", description = "For the account that the identity is linked to. Who has "
            + "none names an organization and registers it; who has one with this address logs in by password, signs in "
            + "with Google again and links the two: 409 says account-exists.")
    @SecurityRequirements
    @Refuses({HttpStatus.UNAUTHORIZED, HttpStatus.FORBIDDEN, HttpStatus.CONFLICT})
    @PostMapping("/exchange")
    Mono<Tokens> exchange(@RequestBody Exchange body, ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        return admitted(request).then(commandGate.through(() -> {
            Identity seen = identities.look(body.code(), body.verifier()).orElseThrow(GoogleController::badCode);
            Optional<UserId> known = identities.find(seen);
            if (known.isEmpty()) {
                // Who is told what is missing shows the same code once more.
                requireNew(seen, body);
            }
            Identity identity = redeemed(body.code(), body.verifier());
            UserId user = known.orElseGet(() -> register(identity, body, RequestIds.of(exchange)));
            Account account = accounts.find(user).orElseThrow(TokenDesk::badCredentials);
            return desk.begin(account, null, request);
        }));
    }

    @Operation(summary = "Sign in with Google from now on", description = "To the account that you are signed in with.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Refuses(HttpStatus.CONFLICT)
    @PostMapping("/link")
    Mono<Void> link(Member member, @RequestBody Link body, ServerHttpRequest request) {
        return admitted(request).then(commandGate.through(() -> {
            identities.link(member.userId(), redeemed(body.code(), body.verifier()));
            trail.note(Kind.IDENTITY_LINKED, member, request, "");
            return "";
        })).then();
    }

    @Operation(summary = "Sign in with Google no more", description = "The account keeps its password, which it must have.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Refuses(HttpStatus.CONFLICT)
    @DeleteMapping("/link")
    Mono<Void> unlink(Member member, ServerHttpRequest request) {
        return commandGate.through(() -> {
            identities.unlink(member.userId());
            trail.note(Kind.IDENTITY_UNLINKED, member, request, "");
            return "";
        }).then();
    }

    private void requireNew(Identity identity, Exchange body) {
        // Whoever registered with that address first has not shown that it is theirs.
        if (accounts.isKnown(identity.email())) {
            throw Fault
                    .of(HttpStatus.CONFLICT, "account-exists", "There is an account with this e-mail address: log in "
                            + "with its password, or accept its invitation, and link it")
                    .raised();
        }
        new Checks().that(body.organization() != null, "organization", "is missing: nobody has an account with this "
                + "identity yet").name("organization", Objects.requireNonNullElse(body.organization(), "x")).orRefuse();
    }

    private UserId register(Identity identity, Exchange body, String requestId) {
        return accounts.register(identity, Objects.requireNonNull(body.organization()),
                Objects.requireNonNullElseGet(body.currency(), () -> Currency.getInstance("EUR")),
                Objects.requireNonNullElse(body.timeZone(), ZoneId.of("UTC")), requestId).userId();
    }

    private Identity redeemed(String code, @Nullable String verifier) {
        return identities.redeem(code, verifier).orElseThrow(GoogleController::badCode);
    }

    private static RuntimeException badCode() {
        return Fault.of(HttpStatus.UNAUTHORIZED, "bad-code", "This code was used, is too old, or never was one")
                .raised();
    }

    private Mono<Void> admitted(ServerHttpRequest request) {
        return throttle.admit(Purpose.GOOGLE, SecurityTrail.address(request), "");
    }

    private static ResponseEntity<Void> sent(Step step) {
        return ResponseEntity.status(HttpStatus.FOUND).location(step.location())
                .header(HttpHeaders.SET_COOKIE, step.cookie().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
