package org.mediaplanner.sagas;

import org.mediaplanner.eventstore.database.SchemaMigration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Everything that acts on what has happened. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class SagasModule {

    /** The schema is there and up to date. */
    public record SagasMigrated() {}

    @Bean
    SagasMigrated sagasMigrated(SchemaMigration migration) {
        migration.migrate("sagas", "classpath:db/sagas");
        return new SagasMigrated();
    }
}
