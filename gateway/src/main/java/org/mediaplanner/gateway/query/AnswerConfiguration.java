package org.mediaplanner.gateway.query;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.queries.reading.AnswerStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AnswerProperties.class)
class AnswerConfiguration {

    /** None where nothing is to be remembered. */
    @Bean
    @Nullable
    AnswerStore answerStore(AnswerProperties properties, ReactiveStringRedisTemplate redis, MeterRegistry registry) {
        return properties.remember() ? new RedisAnswers(redis, registry) : null;
    }
}
