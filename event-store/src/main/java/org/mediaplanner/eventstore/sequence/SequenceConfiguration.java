package org.mediaplanner.eventstore.sequence;

import java.util.List;

import org.mediaplanner.eventstore.PositionListener;
import org.mediaplanner.eventstore.processing.ProcessorRegistration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class SequenceConfiguration {

    @Bean
    ProcessorRegistration tenantLog(JdbcTemplate jdbc, List<PositionListener> listeners) {
        return ProcessorRegistration.folding("tenant-log", new TenantSequencer(jdbc, listeners));
    }
}
