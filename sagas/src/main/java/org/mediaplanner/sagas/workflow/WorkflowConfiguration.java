package org.mediaplanner.sagas.workflow;

import org.mediaplanner.eventstore.processing.ProcessorRegistration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WorkflowConfiguration {

    @Bean
    ProcessorRegistration delegationProcessor(WhenWorkIsAskedForThenTemporalIsTold listener) {
        return ProcessorRegistration.ofBatches(WhenWorkIsAskedForThenTemporalIsTold.PROCESSOR, listener);
    }
}
