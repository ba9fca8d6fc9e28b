package org.mediaplanner.gateway.edge;

import java.time.Duration;
import java.util.List;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.problem.ProblemWriter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets in what comes from pages of this host and of those that are named, and tells the browser so. Handshakes of
 * WebSockets too: a browser asks nobody before it makes one.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class OriginFilter implements WebFilter {

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final Origins origins;
    private final ProblemWriter problems;
    private final CorsConfiguration rules;
    private final DefaultCorsProcessor cors = new DefaultCorsProcessor();

    OriginFilter(Origins origins, ProblemWriter problems) {
        this.origins = origins;
        this.problems = problems;
        this.rules = rules(origins.admitted());
    }

    /** No credentials: a token is named by the page, not sent along by the browser. */
    private static CorsConfiguration rules(List<String> admitted) {
        CorsConfiguration rules = new CorsConfiguration();
        rules.setAllowedOrigins(admitted);
        rules.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        rules.setAllowedHeaders(List.of(HttpHeaders.ACCEPT, HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE,
                HttpHeaders.IF_MATCH, "Idempotency-Key", "Last-Event-ID", "X-Request-Id", "traceparent"));
        rules.setExposedHeaders(List.of(HttpHeaders.CONTENT_DISPOSITION, HttpHeaders.ETAG, HttpHeaders.LOCATION,
                HttpHeaders.RETRY_AFTER, "Idempotent-Replayed", "RateLimit", "RateLimit-Policy", "X-Caught-Up",
                "X-Event-Position", "X-Request-Id"));
        rules.setMaxAge(REMEMBERED);
        return rules;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        String origin = headers.getOrigin();
        String host = headers.getFirst(HttpHeaders.HOST);
        if (origin == null || Origins.isOwn(origin, host)) {
            return chain.filter(exchange);
        }
        if (!origins.admit(origin, host) || !cors.process(rules, exchange)) {
            return problems.write(exchange, Fault.of(HttpStatus.FORBIDDEN, "origin-not-allowed",
                    "From pages of this origin this may not be called"));
        }
        return CorsUtils.isPreFlightRequest(exchange.getRequest()) ? Mono.empty() : chain.filter(exchange);
    }
}
