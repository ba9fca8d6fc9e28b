package org.mediaplanner.queries.performance;

import org.mediaplanner.eventstore.processing.ProcessorRegistration;
import org.mediaplanner.queries.projection.Projector;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The read models of this package, each with its processor. */
@Configuration(proxyBeanMethods = false)
class PerformanceReadModels {

    @Bean
    ProcessorRegistration performanceDayProjection(Projector projector) {
        return projector.register(new PerformanceDayProjection());
    }

    @Bean
    ProcessorRegistration factVersionProjection(Projector projector) {
        return projector.register(new FactVersionProjection());
    }

    @Bean
    ProcessorRegistration campaignTotalProjection(Projector projector) {
        return projector.register(new CampaignTotalProjection());
    }

    @Bean
    ProcessorRegistration performanceMonthProjection(Projector projector) {
        return projector.register(new PerformanceMonthProjection());
    }

    @Bean
    ProcessorRegistration outcomeProjection(Projector projector) {
        return projector.register(new OutcomeProjection());
    }

    @Bean
    ProcessorRegistration fxRateProjection(Projector projector) {
        return projector.register(new FxRateProjection());
    }
}
