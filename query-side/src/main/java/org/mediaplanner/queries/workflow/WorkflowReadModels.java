package org.mediaplanner.queries.workflow;

import org.mediaplanner.eventstore.processing.ProcessorRegistration;
import org.mediaplanner.queries.projection.Projector;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The read models of this package, each with its processor. */
@Configuration(proxyBeanMethods = false)
class WorkflowReadModels {

    @Bean
    ProcessorRegistration workflowProjection(Projector projector) {
        return projector.register(new WorkflowProjection());
    }
}
