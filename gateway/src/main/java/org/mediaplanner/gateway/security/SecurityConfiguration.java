package org.mediaplanner.gateway.security;

import com.nimbusds.jose.jwk.JWKSet;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.mediaplanner.commands.identity.SecurityEntries.Kind;
import org.mediaplanner.gateway.limit.LimitFilters;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.problem.ProblemWriter;
import org.mediaplanner.gateway.security.Rights.Need;
import org.mediaplanner.queries.reading.TenantReader;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Who may pass. What no rule names is refused. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties(SecurityProperties.class)
class SecurityConfiguration {

    private static final String NEED = SecurityConfiguration.class.getName() + ".need";

    @Bean
    SigningKeys signingKeys(SecurityProperties properties) {
        return SigningKeys.of(properties);
    }

    @Bean
    AccessTokens accessTokens(SigningKeys keys, SecurityProperties properties, Clock clock) {
        return new AccessTokens(keys.all(), properties, clock);
    }

    @Bean
    PublicKeys publicKeys(SigningKeys keys) {
        return new PublicKeys(new JWKSet(List.copyOf(keys.all())).toPublicJWKSet().toString());
    }

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http, Doorkeeper doorkeeper, ProblemWriter problems,
            Operators operators, SecurityTrail trail, LimitFilters limits) {
        Function<ServerWebExchange, ReactiveAuthenticationManager> admitting = exchange -> asked -> doorkeeper
                .admit(asked.getName(), SecurityTrail.address(exchange.getRequest()))
                .map(member -> UsernamePasswordAuthenticationToken.authenticated(member, asked, List.of()));
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
                .addFilterAfter(SecurityConfiguration::amongTheirs, SecurityWebFiltersOrder.AUTHENTICATION)
                .authorizeExchange(rules -> rules.anyExchange()
                        .access((who, asked) -> decide(who, asked.getExchange(), operators)))
                .oauth2ResourceServer(server -> server.bearerTokenConverter(tokenWhereOneIsNeeded())
                        .authenticationManagerResolver(exchange -> Mono.just(admitting.apply(exchange)))
                        .authenticationEntryPoint((exchange, refused) -> limits.badToken(exchange,
                                () -> refuse(problems, exchange, refused)))
                        .accessDeniedHandler(
                                (exchange, denied) -> noted(trail, exchange).then(refuse(problems, exchange, denied))))
                .exceptionHandling(failures -> failures
                        .authenticationEntryPoint((exchange, refused) -> refuse(problems, exchange, refused))
                        .accessDeniedHandler(
                                (exchange, denied) -> noted(trail, exchange).then(refuse(problems, exchange, denied))))
                .build();
    }

    /** Whatever is read in answer to who works for some advertisers, is read among theirs. */
    private static Mono<Void> amongTheirs(ServerWebExchange exchange, WebFilterChain chain) {
        return ReactiveSecurityContextHolder.getContext().mapNotNull(SecurityContext::getAuthentication)
                .mapNotNull(Authentication::getPrincipal).ofType(Member.class).mapNotNull(Member::clients)
                .map(Optional::of).defaultIfEmpty(Optional.empty())
                .flatMap(clients -> chain.filter(exchange).contextWrite(context -> clients
                        .map(own -> context.putAll(TenantReader.among(own).readOnly())).orElse(context)));
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
        return exchange -> need(exchange).filter(Need.Nothing.class::isInstance).isPresent()
                ? Mono.empty()
                : bearer.convert(exchange).map(SecurityConfiguration::asText);
    }

    private static Authentication asText(Authentication bearer) {
        return bearer instanceof BearerTokenAuthenticationToken token
                ? new PreAuthenticatedAuthenticationToken(token.getToken(), "")
                : bearer;
    }

    /** Looked up once for a request. */
    @SuppressWarnings("unchecked") // nobody else writes under this name
    private static Optional<Need> need(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        return (Optional<Need>) exchange.getAttributes().computeIfAbsent(NEED,
                name -> Rights.of(request.getMethod(), request.getPath().pathWithinApplication()));
    }

    private static Mono<AuthorizationResult> decide(Mono<Authentication> who, ServerWebExchange exchange,
            Operators operators) {
        Optional<Need> need = need(exchange);
        if (need.isEmpty()) {
            // What stands in no row does not exist for anybody; who has no token does not get to know even that.
            return who.filter(Authentication::isAuthenticated).flatMap(known -> Mono.error(Fault.notFound().raised()));
        }
        Mono<Boolean> granted = need.get() instanceof Need.Nothing
                ? Mono.just(true)
                : who.map(Authentication::getPrincipal).ofType(Member.class)
                        .flatMap(member -> has(member, need.get(), operators));
        return granted.map(AuthorizationDecision::new);
    }

    private static Mono<Boolean> has(Member member, Need need, Operators operators) {
        return switch (need) {
            case Need.Nothing _ -> Mono.just(true);
            case Need.Membership membership -> Mono.just(!membership.session() || member.session() != null);
            case Need.Permitted permitted -> permitted.permission() == Permission.PROJECTIONS_READ
                    && !member.may(Permission.PROJECTIONS_READ)
                            ? operators.include(member)
                            : Mono.just(member.may(permitted.permission()));
            // A key is for programs, which look after nothing.
            case Need.Operation _ -> member.session() == null ? Mono.just(false) : operators.include(member);
        };
    }

    /** Notes that a member wanted what they may not. */
    private static Mono<Void> noted(SecurityTrail trail, ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        return Member.of(exchange)
                .doOnNext(member -> trail.note(Kind.REFUSED, member, request, request.getMethod() + " "
                        + request.getPath().value()))
                .onErrorComplete().then();
    }

    /** Outside of the API nothing is hidden: what is refused there does not exist. */
    private static Mono<Void> refuse(ProblemWriter problems, ServerWebExchange exchange, Exception refused) {
        boolean inApi = exchange.getRequest().getPath().value().startsWith("/api/v1/");
        return inApi ? problems.handle(exchange, refused) : problems.write(exchange, Fault.notFound());
    }
}
