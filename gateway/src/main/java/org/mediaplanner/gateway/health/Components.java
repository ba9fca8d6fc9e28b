package org.mediaplanner.gateway.health;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.health.HealthController.Component;
import org.mediaplanner.gateway.health.HealthController.State;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Every part that can tell how it is, by the name of its bean: {@code redisHealthIndicator} is {@code redis}. */
@org.springframework.stereotype.Component
class Components {

    /** A part that does not answer is as good as away. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Map<String, Mono<Health>> checks = new TreeMap<>();

    Components(Map<String, HealthIndicator> blocking, Map<String, ReactiveHealthIndicator> reactive) {
        Scheduler mayWait = Schedulers.boundedElastic();
        blocking.forEach((bean, part) -> checks.put(name(bean), Mono.fromCallable(part::health).subscribeOn(mayWait)));
        reactive.forEach((bean, part) -> checks.put(name(bean), Mono.defer(part::health)));
    }

    Set<String> names() {
        return checks.keySet();
    }

    /** How {@code name} is; empty where there is no such part. */
    Mono<Component> check(String name) {
        return Mono.justOrEmpty(checks.get(name))
                .flatMap(check -> check.timeout(PATIENCE).onErrorResume(away -> Mono.just(Health.down().build())))
                .map(health -> new Component(state(health.getStatus()), detail(health)));
    }

    private static State state(Status status) {
        if (Status.UP.equals(status)) {
            return State.UP;
        }
        return Status.DOWN.equals(status) || Status.OUT_OF_SERVICE.equals(status) ? State.DOWN : State.DEGRADED;
    }

    /** Without the texts of exceptions, which can name hosts and users. */
    private static @Nullable String detail(Health health) {
        String text = new TreeMap<>(health.getDetails()).entrySet().stream()
                .filter(detail -> !detail.getKey().equals("error"))
                .map(detail -> detail.getKey().equals("detail")
                        ? detail.getValue().toString()
                        : detail.getKey() + " " + detail.getValue())
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? null : text;
    }

    private static String name(String bean) {
        return bean.replaceFirst("(Reactive)?Health(Indicator|Contributor)$", "");
    }
}
