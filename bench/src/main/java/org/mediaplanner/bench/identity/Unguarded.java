package org.mediaplanner.bench.identity;

import java.time.Instant;
import java.util.List;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.gateway.MediaPlannerApplication;
import org.mediaplanner.gateway.security.Member;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.r2dbc.ConnectionFactoryDecorator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;

/**
 * The product with two ways around its guards, each of which leaves all else as it is: whoever says by a header who they
 * are is believed, and connections are not bound to a tenant.
 */
public final class Unguarded {

    /** A user's id and a tenant's, with a space between them. */
    static final String HEADER = "X-Believed";
    /** That connections are not bound. */
    static final String UNBOUND = "bench.unbound";

    private Unguarded() {}

    public static void main(String[] arguments) {
        SpringApplication product = new SpringApplication(MediaPlannerApplication.class);
        product.addPrimarySources(List.of(Ways.class));
        product.run(arguments);
    }

    @Configuration(proxyBeanMethods = false)
    static class Ways {

        /** The same chain as for everyone, but for the token and the rules about roles. */
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        SecurityWebFilterChain believing(ServerHttpSecurity http) {
            return http
                    .securityMatcher(exchange -> exchange.getRequest().getHeaders().containsHeader(HEADER)
                            ? MatchResult.match()
                            : MatchResult.notMatch())
                    .csrf(ServerHttpSecurity.CsrfSpec::disable)
                    .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                    .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                    .logout(ServerHttpSecurity.LogoutSpec::disable)
                    .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                    .addFilterAt((exchange, chain) -> chain.filter(exchange).contextWrite(ReactiveSecurityContextHolder
                            .withAuthentication(believed(exchange.getRequest()))),
                            SecurityWebFiltersOrder.REACTOR_CONTEXT)
                    .authorizeExchange(rules -> rules.anyExchange().authenticated())
                    .build();
        }

        private static Authentication believed(ServerHttpRequest request) {
            String said = String.valueOf(request.getHeaders().getFirst(HEADER));
            int space = said.indexOf(' ');
            Member member = new Member(UserId.of(said.substring(0, space)), TenantId.of(said.substring(space + 1)),
                    Role.OWNER, Instant.MAX, null, null, null);
            return UsernamePasswordAuthenticationToken.authenticated(member, "",
                    List.of());
        }

        @Bean
        @ConditionalOnProperty(UNBOUND)
        ConnectionFactoryDecorator unbound() {
            return UnboundConnections::new;
        }
    }
}
