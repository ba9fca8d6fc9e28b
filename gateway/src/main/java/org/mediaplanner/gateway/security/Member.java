package org.mediaplanner.gateway.security;

import java.time.Instant;
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

/** Who a verified token says is asking, and for which organisation. The only source of a tenant in this module. */
public record Member(UserId userId, TenantId tenantId, Role role, Instant expiresAt) {

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
