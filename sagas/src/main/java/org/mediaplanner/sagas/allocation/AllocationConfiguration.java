package org.mediaplanner.sagas.allocation;

import org.mediaplanner.eventstore.processing.ProcessorRegistration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AllocationConfiguration {

    @Bean
    ProcessorRegistration allocationProcessor(WhenAllocatedThenCampaignFollows listener) {
        return ProcessorRegistration.ofBatchesWithDeadLetters(WhenAllocatedThenCampaignFollows.PROCESSOR, listener);
    }
}
