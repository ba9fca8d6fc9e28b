package org.mediaplanner.sagas.dataimport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.mediaplanner.events.performance.ImportMapping;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.vault.Vault;
import org.mediaplanner.queries.projection.ViewJson;
import org.mediaplanner.sagas.SagasModule.SagasMigrated;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a tenant approved for files with the same columns, sealed with its key. Calls block. */
@Repository
class RememberedMappings {

    private final JdbcClient jdbc;
    private final Vault vault;

    RememberedMappings(JdbcClient jdbc, SagasMigrated migrated, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    Optional<ImportMapping> find(TenantId tenant, List<String> columns) {
        return jdbc.sql("SELECT mapping::text FROM sagas.import_mapping WHERE tenant_id = ? AND columns = ?")
                .params(tenant.value(), ViewJson.write(columns)).query(String.class).optional()
                .flatMap(kept -> opened(tenant, columns, kept)).map(json -> ViewJson.read(json, ImportMapping.class));
    }

    /** What an older release kept in plain is an object, and not a text. */
    private Optional<String> opened(TenantId tenant, List<String> columns, String kept) {
        return kept.startsWith("{")
                ? Optional.of(kept)
                : vault.keyOf(tenant).open(Base64.getDecoder().decode(ViewJson.read(kept, String.class)),
                        place(columns)).map(json -> new String(json, UTF_8));
    }

    /** Nothing is kept where the tenant's key was destroyed. */
    void keep(TenantId tenant, List<String> columns, ImportMapping mapping) {
        vault.keyOf(tenant).seal(ViewJson.write(mapping).getBytes(UTF_8), place(columns)).ifPresent(
                sealed -> keep(tenant, columns, Base64.getEncoder().encodeToString(sealed)));
    }

    private static String place(List<String> columns) {
        return "import_mapping|" + ViewJson.write(columns);
    }

    private void keep(TenantId tenant, List<String> columns, String sealed) {
        jdbc.sql("""
                INSERT INTO sagas.import_mapping (tenant_id, columns, mapping) VALUES (?, ?, ?::json)
                    ON CONFLICT (tenant_id, columns) DO UPDATE SET mapping = excluded.mapping
                """).params(tenant.value(), ViewJson.write(columns), ViewJson.write(sealed)).update();
    }
}
