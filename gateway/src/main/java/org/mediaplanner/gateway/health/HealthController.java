package org.mediaplanner.gateway.health;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.problem.Fault;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Says what works. The whole is DOWN, and 503, only without PostgreSQL, which nothing here can do without; another
 * part that is away makes it DEGRADED.
 */
@Tag(name = "health", description = "What works")
@SecurityRequirements
@RestController
@RequestMapping("/health")
class HealthController {

    static final String STORE = "postgres";

    private final Components components;
    private final ApplicationAvailability availability;

    HealthController(Components components, ApplicationAvailability availability) {
        this.components = components;
        this.availability = availability;
    }

    /** How a part, or the whole, is. */
    enum State {
        UP, DEGRADED, DOWN
    }

    record Health(State status, Map<String, Component> components) {}

    /** @param detail what there is to say about it */
    @Schema(name = "HealthOfComponent")
    record Component(State status, @Nullable String detail) {}

    @Schema(name = "HealthState")
    record Simple(State status) {}

    @Operation(summary = "How each part is")
    @GetMapping
    Mono<ResponseEntity<Health>> health() {
        return Flux.fromIterable(components.names())
                .flatMap(name -> components.check(name).map(component -> Map.entry(name, component)))
                .collect(TreeMap<String, Component>::new, (all, one) -> all.put(one.getKey(), one.getValue()))
                .map(all -> answer(overall(all), new Health(overall(all), all)));
    }

    @Operation(summary = "How one part is")
    @GetMapping("/{component}")
    Mono<ResponseEntity<Component>> component(@PathVariable String component) {
        return components.check(component)
                .switchIfEmpty(Mono.error(() -> Fault.notFound().raised()))
                .map(found -> answer(found.status(), found));
    }

    /** The process runs; whatever else is wrong, starting it again would not help. */
    @Operation(summary = "Whether the process runs")
    @GetMapping("/live")
    ResponseEntity<Simple> live() {
        return answer(State.UP, new Simple(State.UP));
    }

    /** Requests can be answered: started, not shutting down, and PostgreSQL is there. */
    @Operation(summary = "Whether requests can be answered")
    @GetMapping("/ready")
    Mono<ResponseEntity<Simple>> ready() {
        if (availability.getReadinessState() != ReadinessState.ACCEPTING_TRAFFIC) {
            return Mono.just(answer(State.DOWN, new Simple(State.DOWN)));
        }
        return components.check(STORE).map(store -> answer(store.status(), new Simple(store.status())));
    }

    private static State overall(Map<String, Component> all) {
        Component store = all.get(STORE);
        if (store != null && store.status() == State.DOWN) {
            return State.DOWN;
        }
        return all.values().stream().allMatch(part -> part.status() == State.UP) ? State.UP : State.DEGRADED;
    }

    private static <B> ResponseEntity<B> answer(State state, B body) {
        return ResponseEntity.status(state == State.DOWN ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK)
                .contentType(MediaType.APPLICATION_JSON).body(body);
    }
}
