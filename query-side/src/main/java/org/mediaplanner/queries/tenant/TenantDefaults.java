package org.mediaplanner.queries.tenant;

import java.time.ZoneId;
import java.util.Currency;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.events.tenant.TenantSettings;
import org.mediaplanner.queries.projection.ViewJson;
import org.mediaplanner.queries.reading.Rows;
import org.mediaplanner.queries.reading.Sql;
import org.mediaplanner.queries.reading.TenantReader;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a tenant's questions default to, and how their answers are judged. */
@Component
public class TenantDefaults {

    /** The projection that they are read from. */
    public static final String READS = TenantProjection.NAME;

    private static final TenantSettings BEFORE = TenantSettings.of(Currency.getInstance("EUR"), ZoneId.of("UTC"));

    private final TenantReader reader;

    TenantDefaults(TenantReader reader) {
        this.reader = reader;
    }

    /** The settings of {@code tenant}; the usual ones, in euros and UTC, in the moment before its registration is folded. */
    public Mono<TenantSettings> of(TenantId tenant) {
        return reader.one(tenant, Sql.of("""
                SELECT (state -> 'settings')::text AS settings FROM query_side.tenant WHERE tenant_id = :tenant
                """).bind("tenant", tenant.value()),
                row -> ViewJson.read(Rows.text(row, "settings"), TenantSettings.class)).defaultIfEmpty(BEFORE);
    }
}
