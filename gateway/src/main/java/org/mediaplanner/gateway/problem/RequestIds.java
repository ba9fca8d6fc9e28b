package org.mediaplanner.gateway.problem;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.identity.UuidV7;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Gives each request an id: the caller's own where it is fit to be logged, else a new one; the answer repeats it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class RequestIds implements WebFilter {

    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestIds.class.getName();
    private static final Pattern FIT = Pattern.compile("[A-Za-z0-9._:/+=@-]{1,100}");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        of(exchange);
        return chain.filter(exchange);
    }

    /** The id of the request in {@code exchange}; given at the first call. */
    public static String of(ServerWebExchange exchange) {
        String known = exchange.getAttribute(ATTRIBUTE);
        if (known != null) {
            return known;
        }
        String id = choose(exchange.getRequest().getHeaders().getFirst(HEADER));
        exchange.getAttributes().put(ATTRIBUTE, id);
        exchange.getResponse().getHeaders().set(HEADER, id);
        return id;
    }

    private static String choose(@Nullable String proposed) {
        return proposed != null && FIT.matcher(proposed).matches() ? proposed : UuidV7.next().toString();
    }
}
