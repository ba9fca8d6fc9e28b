package org.mediaplanner.queries.projection;

import java.util.Collection;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tells by another stamp that tenants' rows of a read model have changed, in the transaction that changes them. */
public record StampWriter(JdbcTemplate jdbc, String readModel) {

    /** The rows of {@code tenants}. */
    void stamp(Collection<TenantId> tenants) {
        // In one order on every node: two that stamp the same tenants never wait for each other in a ring.
        jdbc.update("""
                INSERT INTO query_side.change_stamp (tenant_id, read_model, stamp)
                SELECT tenant, ?, uuidv7() FROM unnest(?::text[]) AS changed (tenant) ORDER BY tenant
                    ON CONFLICT (tenant_id, read_model) DO UPDATE SET stamp = excluded.stamp
                """, readModel, tenants.stream().map(TenantId::value).toArray(String[]::new));
    }

    /** Those of every tenant. */
    public void stampAll() {
        jdbc.update("UPDATE query_side.change_stamp SET stamp = uuidv7() WHERE read_model = ?", readModel);
    }
}
