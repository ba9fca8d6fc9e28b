package org.mediaplanner.gateway.document;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Documents, keys and health have one form each: they are given in it, whatever the caller says it accepts. */
@Component
class AcceptAnything implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getPath().value();
        boolean oneForm = path.equals("/api/v1/openapi.json") || path.equals("/api/v1/asyncapi.json")
                || !path.startsWith("/api/v1/");
        return chain.filter(oneForm
                ? exchange.mutate().request(request -> request.headers(h -> h.set(HttpHeaders.ACCEPT, "*/*"))).build()
                : exchange);
    }
}
