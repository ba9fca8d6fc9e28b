package org.mediaplanner.gateway.identity;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.identity.Accounts.Account;
import org.mediaplanner.commands.identity.Accounts.Membership;
import org.mediaplanner.commands.identity.SecurityEntries.Kind;
import org.mediaplanner.commands.identity.Sessions;
import org.mediaplanner.commands.identity.Sessions.Begun;
import org.mediaplanner.commands.identity.Sessions.Device;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.gateway.identity.IdentityBodies.Tokens;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.security.AccessTokens;
import org.mediaplanner.gateway.security.AccessTokens.Issued;
import org.mediaplanner.gateway.security.SecurityTrail;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** Gives out tokens to who has shown who they are. Calls block. */
@Component
public class TokenDesk {

    private final Sessions sessions;
    private final AccessTokens tokens;
    private final SecurityTrail trail;

    TokenDesk(Sessions sessions, AccessTokens tokens, SecurityTrail trail) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.trail = trail;
    }

    /** A session of {@code account} in {@code tenant}, or in the organisation that it was used for last. */
    public Tokens begin(Account account, @Nullable TenantId tenant, ServerHttpRequest request) {
        Optional<Membership> membership = account.memberships().stream()
                .filter(m -> tenant == null || m.tenantId().equals(tenant)).findFirst();
        TenantId entered = membership.orElseThrow(() -> account.memberships().isEmpty() && tenant == null
                ? Fault.of(HttpStatus.FORBIDDEN, "no-organisation", "You may act for no organisation at the moment")
                        .raised()
                : badCredentials())
                .tenantId();
        Begun begun = sessions.begin(account.id(), entered, new Device(SecurityTrail.address(request),
                request.getHeaders().getFirst(HttpHeaders.USER_AGENT)));
        trail.note(Kind.SIGNED_IN, entered, account.id(), SecurityTrail.address(request), "session " + begun.session());
        return issue(account.id(), entered, begun.session(), begun.refreshToken());
    }

    Tokens issue(UserId user, TenantId tenant, UUID session, String refreshToken) {
        Issued issued = tokens.issue(user, tenant, session);
        return new Tokens(issued.token(), refreshToken, "Bearer", issued.validSeconds());
    }

    public static RuntimeException badCredentials() {
        return Fault.of(HttpStatus.UNAUTHORIZED, "bad-credentials", "No account has this e-mail and password").raised();
    }
}
