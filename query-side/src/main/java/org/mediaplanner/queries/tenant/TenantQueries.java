package org.mediaplanner.queries.tenant;

import java.util.List;
import java.util.Set;
import org.mediaplanner.events.tenant.Tenant;
import org.mediaplanner.queries.reading.QueryHandler;
import org.mediaplanner.queries.reading.QueryHandlers;
import org.mediaplanner.queries.reading.Rows;
import org.mediaplanner.queries.reading.Sql;
import org.mediaplanner.queries.reading.TenantReader;
import org.mediaplanner.queries.tenant.TenantQuery.FindTenant;
import org.springframework.stereotype.Component;

/** Answers what is asked about organisations. */
@Component
final class TenantQueries implements QueryHandlers {

    private final TenantReader reader;

    TenantQueries(TenantReader reader) {
        this.reader = reader;
    }

    @Override
    public List<QueryHandler<?, ?>> handlers() {
        return List.of(QueryHandler.of(FindTenant.class, Set.of(TenantProjection.NAME),
                (tenant, query) -> reader.one(tenant, Sql.of("""
                        SELECT state::text AS state, version, created_at, created_by, updated_at FROM query_side.tenant
                         WHERE tenant_id = :tenant
                        """).bind("tenant", tenant.value()), row -> Rows.stamped(row, Tenant.class))));
    }
}
