package org.mediaplanner.queries.reading;

import java.util.Collection;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells whether rows have changed: as long as a tenant's stamps are the same, so are its rows. */
@Component
class ChangeStamps {

    private final TenantReader reader;

    ChangeStamps(TenantReader reader) {
        this.reader = reader;
    }

    /** The stamps of {@code readModels}, in one text. */
    Mono<String> of(TenantId tenant, Collection<String> readModels) {
        Sql stamps = Sql.of("""
                SELECT coalesce(string_agg(read_model || ' ' || stamp, ' ' ORDER BY read_model), '') AS stamps
                  FROM query_side.change_stamp WHERE tenant_id = :tenant
                """).bind("tenant", tenant.value()).andAny("read_model", "models", readModels);
        return reader.one(tenant, stamps, row -> Rows.text(row, "stamps"));
    }
}
