package org.mediaplanner.gateway.security;

import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers.matchers;
import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers.pathMatchers;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.time.Clock;
import org.mediaplanner.gateway.limit.LimitFilters;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.problem.ProblemWriter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Who may pass. What no rule names is refused. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties(SecurityProperties.class)
class SecurityConfiguration {

    /** Open to everyone: documents, keys, health, the ways to a token, and the WebSocket, whose first frame is one. */
    private static final String[] OPEN_TO_READ = {"/", "/health", "/health/*", "/metrics", "/.well-known/jwks.json",
            "/api/docs",
            "/api/docs/**", "/api/redoc", "/api/redoc/**", "/api/v1/openapi.json", "/api/v1/asyncapi.json",
            "/api/v1/ws"};
    private static final String[] OPEN_TO_POST = {"/api/v1/auth/register", "/api/v1/auth/login"};
    private static final ServerWebExchangeMatcher OPEN = matchers(pathMatchers(HttpMethod.GET, OPEN_TO_READ),
            pathMatchers(HttpMethod.HEAD, OPEN_TO_READ), pathMatchers(HttpMethod.POST, OPEN_TO_POST));
    private static final String API = "/api/v1/**";
    private static final String ADMIN = "/api/v1/admin/**";
    private static final String CONSISTENCY = "/api/v1/admin/consistency-checks/**";

    private static final String[] WRITERS = {"OWNER", "ADMIN", "PLANNER"};
    private static final String EXPORT = "/api/v1/workflows/export";
    private static final String[] EXPORTERS = {"OWNER", "ADMIN", "PLANNER", "ANALYST"};

    @Bean
    RSAKey signingKey(SecurityProperties properties) {
        return SigningKey.of(properties);
    }

    @Bean
    AccessTokens accessTokens(RSAKey signingKey, SecurityProperties properties, Clock clock) {
        return new AccessTokens(signingKey, properties, clock);
    }

    @Bean
    PublicKeys publicKeys(RSAKey signingKey) {
        return new PublicKeys(new JWKSet(signingKey).toPublicJWKSet().toString());
    }

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http, AccessTokens tokens, ProblemWriter problems,
            Operators operators, LimitFilters limits) {
        return http
                .csrf(ServerHttpSecurity.CsrfSpec::disable) // nothing is authenticated by a cookie
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .headers(HeaderSpec::disable) // written for what does not get here as well
                .addFilterBefore(limits.ofAddresses(), SecurityWebFiltersOrder.AUTHENTICATION)
                .addFilterAfter(limits.ofMembers(), SecurityWebFiltersOrder.AUTHENTICATION)
                .authorizeExchange(rules -> rules(rules, operators))
                .oauth2ResourceServer(server -> server.bearerTokenConverter(tokenWhereOneIsNeeded())
                        .jwt(jwt -> jwt.jwtDecoder(tokens.decoder()).jwtAuthenticationConverter(tokens.converter()))
                        .authenticationEntryPoint((exchange, refused) -> limits.badToken(exchange,
                                () -> refuse(problems, exchange, refused)))
                        .accessDeniedHandler((exchange, denied) -> refuse(problems, exchange, denied)))
                .exceptionHandling(failures -> failures
                        .authenticationEntryPoint((exchange, refused) -> refuse(problems, exchange, refused))
                        .accessDeniedHandler((exchange, denied) -> refuse(problems, exchange, denied)))
                .build();
    }

    /** Three figures and three spans for each request would say nothing that those of the request do not. */
    @Bean
    SecurityObservationSettings nothingMeasured() {
        return SecurityObservationSettings.noObservations();
    }

    /** What the firewall finds dangerous (encoded slashes, control characters) is a malformed request. */
    @Bean
    ServerExchangeRejectedHandler rejectedHandler(ProblemWriter problems) {
        return (exchange, rejected) -> problems.write(exchange,
                Fault.of(HttpStatus.BAD_REQUEST, "malformed", "The request is malformed"));
    }

    /** What is open stays so for a client that still sends a token which has expired. */
    private static ServerAuthenticationConverter tokenWhereOneIsNeeded() {
        ServerAuthenticationConverter bearer = new ServerBearerTokenAuthenticationConverter();
        return exchange -> OPEN.matches(exchange)
                .flatMap(open -> open.isMatch() ? Mono.empty() : bearer.convert(exchange));
    }

    private static void rules(AuthorizeExchangeSpec rules, Operators operators) {
        rules.matchers(OPEN).permitAll()
                .pathMatchers(CONSISTENCY).access((who, asked) -> operates(who, operators))
                .pathMatchers(HttpMethod.GET, API).authenticated()
                .pathMatchers(HttpMethod.HEAD, API).authenticated()
                .pathMatchers(ADMIN).access((who, asked) -> operates(who, operators))
                .pathMatchers(HttpMethod.POST, EXPORT).hasAnyAuthority(EXPORTERS)
                .pathMatchers(API).hasAnyAuthority(WRITERS)
                .anyExchange().denyAll();
    }

    private static Mono<AuthorizationResult> operates(Mono<Authentication> who, Operators operators) {
        return who.map(Authentication::getPrincipal).ofType(Member.class).flatMap(operators::include)
                .map(AuthorizationDecision::new);
    }

    /** Outside of the API nothing is hidden: what is refused there does not exist. */
    private static Mono<Void> refuse(ProblemWriter problems, ServerWebExchange exchange, Exception refused) {
        boolean inApi = exchange.getRequest().getPath().value().startsWith("/api/v1/");
        return inApi ? problems.handle(exchange, refused) : problems.write(exchange, Fault.notFound());
    }
}
