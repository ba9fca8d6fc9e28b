package org.mediaplanner.queries.tenant;

import java.time.ZoneId;
import java.util.Currency;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.queries.reading.Rows;
import org.mediaplanner.queries.reading.Sql;
import org.mediaplanner.queries.reading.TenantReader;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a tenant's questions default to. */
@Component
public class TenantDefaults {

    private final TenantReader reader;

    TenantDefaults(TenantReader reader) {
        this.reader = reader;
    }

    public record Defaults(Currency currency, ZoneId timeZone) {}

    /** Those of {@code tenant}; euros and UTC in the moment before its registration is folded. */
    public Mono<Defaults> of(TenantId tenant) {
        return reader.one(tenant, Sql.of("SELECT currency, time_zone FROM query_side.tenant WHERE tenant_id = :tenant")
                .bind("tenant", tenant.value()),
                row -> new Defaults(Currency.getInstance(Rows.text(row, "currency")),
                        ZoneId.of(Rows.text(row, "time_zone"))))
                .defaultIfEmpty(new Defaults(Currency.getInstance("EUR"), ZoneId.of("UTC")));
    }
}
