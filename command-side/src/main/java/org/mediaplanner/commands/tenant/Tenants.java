package org.mediaplanner.commands.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.ZoneId;
import java.util.Currency;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.events.tenant.TenantEvent.TenantRegistered;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What commands must know of their tenant. It does not change yet, so that it is remembered once it was read. */
@Component
public class Tenants {

    private static final int REMEMBERED = 10_000;

    private final JdbcClient jdbc;
    private final Cache<TenantId, Tenant> remembered = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Tenants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param timeZone for flights that name none */
    public record Tenant(TenantId id, String name, Currency currency, ZoneId timeZone) {}

    public Tenant find(TenantId id) {
        return remembered.get(id, this::read);
    }

    /** Writes down what {@code event} says, in its transaction. */
    public void register(TenantRegistered event) {
        jdbc.sql("INSERT INTO command_side.tenant (tenant_id, name, currency, time_zone) VALUES (?, ?, ?, ?)")
                .params(event.tenantId().value(), event.name(), event.currency().getCurrencyCode(),
                        event.timeZone().getId())
                .update();
    }

    private Tenant read(TenantId id) {
        return jdbc.sql("SELECT name, currency, time_zone FROM command_side.tenant WHERE tenant_id = ?")
                .param(id.value())
                .query((row, number) -> new Tenant(id, row.getString("name"),
                        Currency.getInstance(row.getString("currency")), ZoneId.of(row.getString("time_zone"))))
                .optional().orElseThrow(() -> Refusal.absent("tenant"));
    }
}
