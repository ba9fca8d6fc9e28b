package org.mediaplanner.gateway.security;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Who a verified token or key says is asking, for which organisation, and with which role at this moment. The only source
 * of a tenant in this module.
 *
 * @param expiresAt when the token or key ends
 * @param session of the token; {@code null} for a key
 * @param scopes that a key is limited to; {@code null} for a token
 * @param clients the advertisers for which they work; {@code null} for all
 */
public record Member(UserId userId, TenantId tenantId, Role role, Instant expiresAt, @Nullable UUID session,
        @Nullable Set<String> scopes, @Nullable Set<ClientId> clients) {

    /** Whether the role, the key where it is one, and working for some advertisers only allow this. */
    public boolean may(Permission permission) {
        return permission.isOf(role) && (clients == null || permission.isOfAdvertisers())
                && (scopes == null || scopes.contains(permission.text()));
    }

    /** Whether {@code other} is the same person in the same place, who may do the same. */
    public boolean isAs(Member other) {
        return userId.equals(other.userId) && tenantId.equals(other.tenantId) && role == other.role
                && Objects.equals(scopes, other.scopes) && Objects.equals(clients, other.clients);
    }

    /** All that this member may do, as callers see it. */
    public List<String> permissions() {
        return Permission.texts().stream().filter(text -> Permission.called(text).filter(this::may).isPresent())
                .toList();
    }

    /** Who is asking in {@code exchange}. */
    public static Mono<Member> of(ServerWebExchange exchange) {
        return exchange.getPrincipal().ofType(Authentication.class).map(Authentication::getPrincipal)
                .ofType(Member.class).switchIfEmpty(Mono.error(Member::noOne));
    }

    private static AuthenticationException noOne() {
        return new AuthenticationCredentialsNotFoundException("No token was given");
    }

    /** Lets operations take a member as an argument. */
    public static final class Resolver implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Member.class;
        }

        @Override
        public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext context,
                ServerWebExchange exchange) {
            return of(exchange).cast(Object.class);
        }
    }
}
