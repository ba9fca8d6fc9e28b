package org.mediaplanner.gateway.health;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.mediaplanner.eventstore.processing.DeadLetters;
import org.mediaplanner.eventstore.processing.ProcessorStates;
import org.mediaplanner.eventstore.processing.ProcessorStates.ProcessorState;
import org.mediaplanner.sagas.temporal.TemporalWorkers;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import reactor.core.publisher.Mono;

/** The parts that this module itself stands on. */
@Configuration(proxyBeanMethods = false)
class Parts {

    private static final int PATIENCE_SECONDS = 2;
    /** Longer than any batch takes: who waits for own writes would be told that they are not there. */
    private static final Duration LAGGING = Duration.ofSeconds(10);

    @Bean
    HealthIndicator postgresHealthIndicator(DataSource dataSource) {
        return () -> {
            try (Connection connection = dataSource.getConnection()) {
                return connection.isValid(PATIENCE_SECONDS) ? Health.up().build() : Health.down().build();
            } catch (java.sql.SQLException away) {
                return Health.down(away).build();
            }
        };
    }

    @Bean
    ReactiveHealthIndicator redisHealthIndicator(ReactiveRedisConnectionFactory factory) {
        return () -> Mono
                .usingWhen(Mono.fromSupplier(factory::getReactiveConnection), ReactiveRedisConnection::ping,
                        ReactiveRedisConnection::closeLater)
                .map(pong -> Health.up().build())
                .onErrorResume(away -> Mono.just(Health.down(away).build()));
    }

    /** Away, long-running work waits for it. */
    @Bean
    HealthIndicator temporalHealthIndicator(TemporalWorkers workers) {
        return () -> workers.isReachable() ? Health.up().build() : Health.down().build();
    }

    /**
     * Behind, answers are old but right; with a dead letter, one thing in them is missing. Both are worth saying and no
     * reason to send no more questions.
     */
    @Bean
    HealthIndicator projectionsHealthIndicator(ProcessorStates processors, DeadLetters deadLetters) {
        return () -> {
            List<ProcessorState> all = processors.all();
            List<String> ails = new ArrayList<>();
            all.stream().filter(state -> state.fault() != null).map(state -> state.processor() + " fails")
                    .forEach(ails::add);
            all.stream().filter(state -> state.paused() || state.behind().compareTo(LAGGING) > 0)
                    .map(state -> state.processor() + (state.paused() ? " is paused, " : " is ")
                            + state.behind().toMillis() + " ms behind")
                    .forEach(ails::add);
            long letters = deadLetters.count(null);
            if (letters > 0) {
                ails.add(letters + " dead letters");
            }
            return ails.isEmpty()
                    ? Health.up().withDetail("detail", "all caught up").build()
                    : Health.status("DEGRADED").withDetail("detail", String.join("; ", ails)).build();
        };
    }
}
