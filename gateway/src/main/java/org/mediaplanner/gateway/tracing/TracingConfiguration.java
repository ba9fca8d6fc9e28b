package org.mediaplanner.gateway.tracing;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Set;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import net.ttddyy.observation.tracing.DataSourceObservationListener;
import net.ttddyy.observation.tracing.JdbcObservationDocumentation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/** What becomes a span, beside what Spring's own parts tell of. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(TracingSwitch.ON)
@EnableConfigurationProperties(TracingProperties.class)
class TracingConfiguration {

    private static final int BEFORE_ALL_OTHERS = 0;

    @Bean
    Sampler sampler(TracingProperties properties) {
        return Sampler.parentBased(new SampledOrigins(Sampler.traceIdRatioBased(properties.sample())));
    }

    @Bean
    @Order(BEFORE_ALL_OTHERS)
    LinkedBatches linkedBatches(Tracer tracer) {
        return new LinkedBatches(tracer);
    }

    /** Statements of the writer, with question marks where values stand. */
    @Bean
    static BeanPostProcessor observedStatements(ObjectProvider<ObservationRegistry> observations) {
        return new BeanPostProcessor() {

            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof LazyConnectionDataSourceProxy lazy && lazy.getTargetDataSource() != null) {
                    lazy.setTargetDataSource(observed(lazy.getTargetDataSource(), observations));
                }
                return bean;
            }
        };
    }

    private static DataSource observed(DataSource writers, ObjectProvider<ObservationRegistry> observations) {
        DataSourceObservationListener listener = new DataSourceObservationListener(observations::getObject);
        listener.setSupportedTypes(Set.of(JdbcObservationDocumentation.QUERY));
        return ProxyDataSourceBuilder.create("writer", writers).listener(listener).methodListener(listener).build();
    }
}
