package org.mediaplanner.queries;

import org.mediaplanner.eventstore.database.SchemaMigration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Everything that remembers. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class QuerySideModule {

    /** The schema is there and up to date. */
    public record QuerySideMigrated() {}

    @Bean
    QuerySideMigrated querySideMigrated(SchemaMigration migration) {
        migration.migrate("query_side", "classpath:db/query_side");
        return new QuerySideMigrated();
    }
}
