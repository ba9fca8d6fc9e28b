package org.mediaplanner.gateway.problem;

import org.mediaplanner.gateway.json.HttpJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers every failure, wherever it arose, with a problem document, whatever the caller accepts. */
@Component
@Order(-2)
public class ProblemWriter implements ErrorWebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemWriter.class);

    private final HttpJson json;

    ProblemWriter(HttpJson json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        Fault fault = Faults.of(failure);
        if (fault == null) {
            LOG.error("Request {} to {} {} failed", RequestIds.of(exchange), exchange.getRequest().getMethod(),
                    exchange.getRequest().getPath(), failure);
            fault = Fault.behind(failure);
        } else if (fault.status().is5xxServerError()) {
            LOG.warn("Request {} answered {}: {}", RequestIds.of(exchange), fault.status().value(), failure.toString());
        }
        return write(exchange, fault);
    }

    /** Ends the exchange with {@code fault}. */
    public Mono<Void> write(ServerWebExchange exchange, Fault fault) {
        ServerHttpResponse response = exchange.getResponse();
        Problem problem = Problem.of(fault, exchange.getRequest().getPath().value(), RequestIds.of(exchange));
        response.setStatusCode(fault.status());
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        fault.headers().forEach(response.getHeaders()::set);
        if (HttpMethod.HEAD.equals(exchange.getRequest().getMethod())) {
            return response.setComplete();
        }
        byte[] body = json.write(problem);
        response.getHeaders().setContentLength(body.length);
        Mono<Void> written = response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
        return fault.status() == HttpStatus.CONTENT_TOO_LARGE ? DrainedBody.of(exchange).then(written) : written;
    }
}
