package org.mediaplanner.gateway.limit;

import org.mediaplanner.commands.tenant.Tenants;
import org.mediaplanner.gateway.command.CommandGate;
import io.lettuce.core.RedisClient;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitProperties.class)
class LimitConfiguration {

    @Bean
    TenantLimits tenantLimits(LimitProperties properties, Tenants tenants, CommandGate commandGate) {
        return properties.tenant() == 0 ? tenant -> 0 : new ChosenLimits(tenants, commandGate, properties.tenant());
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
