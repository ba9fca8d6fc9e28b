package org.mediaplanner.eventstore.erasure;

import org.mediaplanner.events.tenant.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Those of one table with a column {@code tenant_id}.
 *
 * @param table with its schema
 */
public record TableRows(JdbcClient jdbc, String table) implements ErasableRows {

    @Override
    public int erase(TenantId tenant, int limit) {
        return jdbc.sql("""
                DELETE FROM %1$s WHERE ctid = ANY (ARRAY (SELECT ctid FROM %1$s WHERE tenant_id = ? LIMIT ?))
                """.formatted(table)).params(tenant.value(), limit).update();
    }
}
