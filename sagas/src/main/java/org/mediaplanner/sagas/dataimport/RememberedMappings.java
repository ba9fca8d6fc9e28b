package org.mediaplanner.sagas.dataimport;

import java.util.List;
import java.util.Optional;
import org.mediaplanner.events.performance.ImportMapping;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.queries.projection.ViewJson;
import org.mediaplanner.sagas.SagasModule.SagasMigrated;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a tenant approved for files with the same columns. Calls block. */
@Repository
class RememberedMappings {

    private final JdbcClient jdbc;

    RememberedMappings(JdbcClient jdbc, SagasMigrated migrated) {
        this.jdbc = jdbc;
    }

    Optional<ImportMapping> find(TenantId tenant, List<String> columns) {
        return jdbc.sql("SELECT mapping::text FROM sagas.import_mapping WHERE tenant_id = ? AND columns = ?")
                .params(tenant.value(), ViewJson.write(columns)).query(String.class).optional()
                .map(json -> ViewJson.read(json, ImportMapping.class));
    }

    void keep(TenantId tenant, List<String> columns, ImportMapping mapping) {
        jdbc.sql("""
                INSERT INTO sagas.import_mapping (tenant_id, columns, mapping) VALUES (?, ?, ?::json)
                    ON CONFLICT (tenant_id, columns) DO UPDATE SET mapping = excluded.mapping
                """).params(tenant.value(), ViewJson.write(columns), ViewJson.write(mapping)).update();
    }
}
