package org.mediaplanner.sagas.dataimport;

import java.util.List;
import org.mediaplanner.events.workflow.WorkflowInput;
import org.mediaplanner.sagas.temporal.TemporalWork;
import org.mediaplanner.sagas.workflow.Runs;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DataImportConfiguration {

    /** Each holds a whole file in memory. */
    private static final int AT_ONCE = 2;

    @Bean
    TemporalWork dataImportQueue(DataImportActivities work, Runs runs) {
        return new TemporalWork(WorkflowInput.DATA_IMPORT, ProposingImport.class, List.of(work, runs), AT_ONCE);
    }
}
