package org.mediaplanner.queries.projection;

import org.mediaplanner.eventstore.processing.ProcessorRegistration;
import org.mediaplanner.queries.QuerySideModule.QuerySideMigrated;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Gives a projection its processor. */
@Component
public final class Projector {

    private final JdbcTemplate jdbc;

    Projector(JdbcTemplate jdbc, QuerySideMigrated migrated) {
        this.jdbc = jdbc;
    }

    public <K, V> ProcessorRegistration register(Projection<K, V> projection) {
        return ProcessorRegistration.ofBatchesWithDeadLetters(projection.name(),
                new ProjectionEngine<>(projection, jdbc));
    }
}
