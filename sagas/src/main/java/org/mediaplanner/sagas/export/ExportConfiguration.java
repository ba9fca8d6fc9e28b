package org.mediaplanner.sagas.export;

import java.util.List;
import org.mediaplanner.events.workflow.WorkflowInput;
import org.mediaplanner.sagas.temporal.TemporalWork;
import org.mediaplanner.sagas.workflow.Runs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ExportConfiguration {

    private static final int AT_ONCE = 4;

    @Bean
    TemporalWork exportQueue(ExportActivities work, Runs runs) {
        return new TemporalWork(WorkflowInput.EXPORT, WritingExport.class, List.of(work, runs), AT_ONCE);
    }
}
