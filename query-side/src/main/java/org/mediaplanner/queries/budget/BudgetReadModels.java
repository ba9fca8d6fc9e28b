package org.mediaplanner.queries.budget;

import org.mediaplanner.eventstore.processing.ProcessorRegistration;
import org.mediaplanner.queries.projection.Projector;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The read models of this package, each with its processor. */
@Configuration(proxyBeanMethods = false)
class BudgetReadModels {

    @Bean
    ProcessorRegistration budgetProjection(Projector projector) {
        return projector.register(new BudgetProjection());
    }

    @Bean
    ProcessorRegistration budgetEntryProjection(Projector projector) {
        return projector.register(new BudgetEntryProjection());
    }
}
