package org.mediaplanner.eventstore;

import org.mediaplanner.eventstore.consistency.ConsistencyProperties;
import org.mediaplanner.eventstore.database.DatabaseProperties;
import org.mediaplanner.eventstore.processing.ProcessorProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/**
 * The module's one door for an application: import it beside {@code @EnableAutoConfiguration}, and the store, its
 * database and its processors are there. Settings: {@link DatabaseProperties}.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@EnableConfigurationProperties({DatabaseProperties.class, ProcessorProperties.class, ConsistencyProperties.class})
public class EventStoreModule {}
