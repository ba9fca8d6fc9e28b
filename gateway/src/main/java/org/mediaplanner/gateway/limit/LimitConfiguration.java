package org.mediaplanner.gateway.limit;

import io.lettuce.core.RedisClient;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitProperties.class)
class LimitConfiguration {

    @Bean
    TenantLimits tenantLimits(LimitProperties properties) {
        return tenant -> properties.tenant();
    }

    @Bean
    SharedBuckets sharedBuckets(LettuceConnectionFactory redis) {
        return new SharedBuckets(() -> (RedisClient) redis.getRequiredNativeClient());
    }

    @Bean
    RateLimits rateLimits(LimitProperties properties, TenantLimits tenants, SharedBuckets shared) {
        return new RateLimits(properties, tenants, shared);
    }
}
