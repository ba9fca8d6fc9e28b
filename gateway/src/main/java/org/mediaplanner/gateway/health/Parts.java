package org.mediaplanner.gateway.health;

import java.sql.Connection;
import javax.sql.DataSource;
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
}
