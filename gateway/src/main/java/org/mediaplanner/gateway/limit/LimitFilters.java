package org.mediaplanner.gateway.limit;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.problem.ProblemWriter;
import org.mediaplanner.gateway.security.Member;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Counts the calls of the API and tells callers where they are; who has none left is answered 429. The address is asked
 * before anybody looks at a token, user and organisation as soon as the token has said who they are.
 */
@Component
public final class LimitFilters {

    static final String POLICY = "RateLimit-Policy";
    static final String LIMIT = "RateLimit";

    private static final PathPattern API = PathPatternParser.defaultInstance.parse("/api/v1/**");
    private static final PathPattern DOCUMENTS = PathPatternParser.defaultInstance.parse("/api/v1/{name}.json");
    private static final PathPattern REGISTER = PathPatternParser.defaultInstance.parse("/api/v1/auth/register");

    private final RateLimits limits;
    private final CountedRequests requests;
    private final ProblemWriter problems;

    LimitFilters(RateLimits limits, CountedRequests requests, ProblemWriter problems) {
        this.limits = limits;
        this.requests = requests;
        this.problems = problems;
    }

    /** For before anybody is asked who they are. */
    public WebFilter ofAddresses() {
        return (exchange, chain) -> isCounted(exchange)
                ? limits.ofAddress(from(exchange)).flatMap(taken -> goOn(exchange, taken, () -> registration(exchange,
                        chain)))
                : chain.filter(exchange);
    }

    private Mono<Void> registration(ServerWebExchange exchange, WebFilterChain chain) {
        boolean registers = HttpMethod.POST.equals(exchange.getRequest().getMethod())
                && REGISTER.matches(path(exchange));
        return registers
                ? limits.registration(from(exchange)).flatMap(taken -> goOn(exchange, taken, () -> chain.filter(
                        exchange)))
                : chain.filter(exchange);
    }

    /** For as soon as it is known who asks. */
    public WebFilter ofMembers() {
        return (exchange, chain) -> isCounted(exchange)
                ? ReactiveSecurityContextHolder.getContext().mapNotNull(SecurityContext::getAuthentication)
                        .mapNotNull(Authentication::getPrincipal).ofType(Member.class)
                        .doOnNext(member -> requests.count(member.tenantId())).flatMap(limits::ofMember)
                        .defaultIfEmpty(List.of())
                        .flatMap(taken -> goOn(exchange, taken, () -> chain.filter(exchange)))
                : chain.filter(exchange);
    }

    /** Where a token was none: {@code refusal}, unless too many such came from there. */
    public Mono<Void> badToken(ServerWebExchange exchange, Supplier<Mono<Void>> refusal) {
        return exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)
                ? limits.badToken(from(exchange)).flatMap(taken -> {
                    Taken none = RateLimits.refused(taken);
                    return none == null ? refusal.get() : problems.write(exchange, RateLimits.fault(none));
                })
                : refusal.get();
    }

    private Mono<Void> goOn(ServerWebExchange exchange, List<Taken> taken, Supplier<Mono<Void>> on) {
        tell(exchange, taken);
        Taken none = RateLimits.refused(taken);
        return none == null ? on.get() : problems.write(exchange, RateLimits.fault(none));
    }

    /** Written once, with all that was counted until there is an answer. */
    private static void tell(ServerWebExchange exchange, List<Taken> taken) {
        List<Taken> known = exchange.getAttribute(LIMIT);
        if (known != null) {
            known.addAll(taken);
        } else if (!taken.isEmpty()) {
            List<Taken> all = new ArrayList<>(taken);
            exchange.getAttributes().put(LIMIT, all);
            exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> {
                exchange.getResponse().getHeaders().set(POLICY, Taken.policies(all));
                exchange.getResponse().getHeaders().set(LIMIT, Taken.limits(all));
            }));
        }
    }

    private static boolean isCounted(ServerWebExchange exchange) {
        return API.matches(path(exchange)) && !DOCUMENTS.matches(path(exchange));
    }

    private static PathContainer path(ServerWebExchange exchange) {
        return exchange.getRequest().getPath().pathWithinApplication();
    }

    private static @Nullable InetSocketAddress from(ServerWebExchange exchange) {
        return exchange.getRequest().getRemoteAddress();
    }
}
