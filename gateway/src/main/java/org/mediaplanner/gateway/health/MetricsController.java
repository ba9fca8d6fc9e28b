package org.mediaplanner.gateway.health;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Figures in Prometheus' text format. */
@Tag(name = "health")
@SecurityRequirements
@RestController
class MetricsController {

    private static final MediaType PROMETHEUS = MediaType.parseMediaType("text/plain;version=0.0.4;charset=utf-8");

    private final PrometheusMeterRegistry registry;
    private final AskedGauges asked;

    MetricsController(PrometheusMeterRegistry registry, AskedGauges asked) {
        this.registry = registry;
        this.asked = asked;
    }

    @Operation(summary = "Figures in Prometheus' text format")
    @GetMapping(path = "/metrics", produces = MediaType.TEXT_PLAIN_VALUE)
    Mono<ResponseEntity<String>> metrics() {
        return asked.refreshed().then(Mono.fromCallable(registry::scrape).subscribeOn(Schedulers.boundedElastic()))
                .map(text -> ResponseEntity.ok().contentType(PROMETHEUS).body(text));
    }
}
