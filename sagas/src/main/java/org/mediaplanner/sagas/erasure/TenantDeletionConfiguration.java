package org.mediaplanner.sagas.erasure;

import java.util.List;
import org.mediaplanner.events.workflow.WorkflowInput;
import org.mediaplanner.sagas.temporal.TemporalWork;
import org.mediaplanner.sagas.workflow.Runs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TenantDeletionConfiguration {

    private static final int AT_ONCE = 2;

    @Bean
    TemporalWork tenantDeletionQueue(TenantDeletionActivities work, Runs runs) {
        return new TemporalWork(WorkflowInput.TENANT_DELETION, DeletingTenant.class, List.of(work, runs), AT_ONCE);
    }
}
