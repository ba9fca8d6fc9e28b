package org.mediaplanner.gateway.health;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mediaplanner.gateway.health.HealthController.State;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** What {@code /health} says, as figures. */
@Component
class HealthFigures implements Asked {

    private static final String HEALTH = "mediaplanner.health";
    private static final double HALF = 0.5;

    private final Components components;

    HealthFigures(Components components) {
        this.components = components;
    }

    @Override
    public Map<String, String> gauges() {
        return Map.of(HEALTH, "1 where a part works, 0.5 where it is degraded, 0 where it is away");
    }

    @Override
    public List<Figure> ask() {
        return Objects.requireNonNull(Flux.fromIterable(components.names())
                .flatMap(name -> components.check(name)
                        .map(part -> Figure.of(HEALTH, value(part.status()), "component", name)))
                .collectList().block());
    }

    private static double value(State state) {
        return switch (state) {
            case UP -> 1;
            case DEGRADED -> HALF;
            case DOWN -> 0;
        };
    }
}
