package org.mediaplanner.queries.projection;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.mediaplanner.eventstore.processing.ProcessorRegistration;
import org.mediaplanner.eventstore.vault.Vault;
import org.mediaplanner.queries.QuerySideModule.QuerySideMigrated;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Gives a projection its processor, and knows all that have one. */
@Component
public final class Projector {

    private final JdbcTemplate jdbc;
    private final Vault vault;
    private final Map<String, ReadModel> readModels = new ConcurrentSkipListMap<>();

    Projector(JdbcTemplate jdbc, Vault vault, QuerySideMigrated migrated) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    public <K, V> ProcessorRegistration register(Projection<K, V> projection) {
        ReadModel readModel = new ReadModel(projection, tenant -> vault.keyOf(tenant).isDestroyed());
        readModels.put(readModel.name(), readModel);
        return ProcessorRegistration.foldingWithDeadLetters(readModel.name(),
                readModel.into(ReadModel.SCHEMA, jdbc));
    }

    /** Those registered so far: all, once the application has started. */
    public Collection<ReadModel> all() {
        return List.copyOf(readModels.values());
    }

    public Optional<ReadModel> find(String name) {
        return Optional.ofNullable(readModels.get(name));
    }
}
