package org.mediaplanner.gateway.input;

import java.util.List;
import java.util.Locale;
import org.mediaplanner.gateway.problem.Fault;
import org.springframework.http.HttpHeaders;
import org.springframework.http.codec.multipart.Part;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Says of a form with a part that has no name that it is malformed; whoever reads forms takes it for a defect of ours. */
@Component
class NamedParts implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String type = exchange.getRequest().getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
        boolean form = type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
        return chain.filter(form ? new Form(exchange) : exchange);
    }

    private static final class Form extends ServerWebExchangeDecorator {

        Form(ServerWebExchange exchange) {
            super(exchange);
        }

        @Override
        public Mono<MultiValueMap<String, Part>> getMultipartData() {
            return super.getMultipartData().onErrorMap(IllegalStateException.class,
                    nameless -> Fault.malformed("A part of the form has no name", List.of()).raised());
        }
    }
}
