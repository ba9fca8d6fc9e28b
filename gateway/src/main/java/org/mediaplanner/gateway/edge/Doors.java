package org.mediaplanner.gateway.edge;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.problem.ProblemWriter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** Which door leads where. Behind the wrong one there is nothing, whoever asks. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
final class Doors implements WebFilter {

    private static final int NOT_OPEN = -1;
    private static final List<PathPattern> MANAGEMENT = patterns("/metrics", "/api/v1/admin/**");
    private static final List<PathPattern> DOCUMENTS = patterns("/", "/api/docs/**", "/api/redoc/**",
            "/api/v1/openapi.json", "/api/v1/openapi.json.yaml", "/api/v1/asyncapi.json");
    private static final List<PathPattern> HEALTH = patterns("/health/**");

    private final ManagementProperties properties;
    private final ProblemWriter problems;
    private volatile int managementPort = NOT_OPEN;

    Doors(ManagementProperties properties, ProblemWriter problems) {
        this.properties = properties;
        this.problems = problems;
    }

    /** The door of its own listens at {@code port}. */
    void opened(int port) {
        managementPort = port;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        InetSocketAddress here = exchange.getRequest().getLocalAddress();
        boolean aside = here != null && here.getPort() == managementPort;
        return leads(properties, aside, exchange.getRequest().getPath().pathWithinApplication())
                ? chain.filter(exchange)
                : problems.write(exchange, Fault.notFound());
    }

    /** @param aside whether it is the door of those who look after the installation */
    static boolean leads(ManagementProperties properties, boolean aside, PathContainer path) {
        if (properties.port() == null) {
            return true;
        }
        if (aside) {
            return Stream.of(MANAGEMENT, DOCUMENTS, HEALTH).anyMatch(patterns -> match(patterns, path));
        }
        return !match(MANAGEMENT, path) && !(properties.documents() && match(DOCUMENTS, path));
    }

    private static boolean match(List<PathPattern> patterns, PathContainer path) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }

    private static List<PathPattern> patterns(String... patterns) {
        return Stream.of(patterns).map(PathPatternParser.defaultInstance::parse).toList();
    }
}
