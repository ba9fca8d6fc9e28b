package org.mediaplanner.commands.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.events.tenant.Tenant;
import org.mediaplanner.events.tenant.TenantEvent.TenantRegistered;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What commands and doors must know of their tenant, at most seconds old. */
@Component
public class Tenants {

    private static final int REMEMBERED = 10_000;
    /** Another node may have changed it: a new time zone or limit need not hold at once, only soon. */
    private static final Duration KEPT = Duration.ofSeconds(2);

    private final JdbcClient jdbc;
    private final Cache<TenantId, Known> remembered = Caffeine.newBuilder().maximumSize(REMEMBERED)
            .expireAfterWrite(KEPT).build();

    Tenants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * An organisation.
     *
     * @param timeZone for flights that name none
     * @param requestsPerMinute that its callers may make together
     */
    public record Known(TenantId id, String name, Currency currency, ZoneId timeZone, int requestsPerMinute) {}

    public Known find(TenantId id) {
        return remembered.get(id, this::read);
    }

    /** Writes down what {@code event} says, in its transaction. */
    public void register(TenantRegistered event) {
        jdbc.sql("INSERT INTO command_side.tenant (tenant_id, name, currency, time_zone) VALUES (?, ?, ?, ?)")
                .params(event.tenantId().value(), event.name(), event.currency().getCurrencyCode(),
                        event.timeZone().getId())
                .update();
    }

    /** Writes down how {@code tenant} is now, in the transaction of the events that made it so. */
    void write(Tenant tenant) {
        jdbc.sql("""
                UPDATE command_side.tenant
                   SET name = ?, currency = ?, time_zone = ?, suspended = ?, deleting = ?, requests_per_minute = ?
                 WHERE tenant_id = ?
                """)
                .params(tenant.name(), tenant.settings().currency().getCurrencyCode(),
                        tenant.settings().timeZone().getId(), !tenant.isOpen(), tenant.deletion() != null,
                        tenant.requestsPerMinute(),
                        tenant.id().value())
                .update();
        remembered.invalidate(tenant.id());
    }

    /** As if it had never registered. */
    void remove(TenantId tenant) {
        jdbc.sql("DELETE FROM command_side.tenant WHERE tenant_id = ?").param(tenant.value()).update();
        // Those of the last seconds are written down late, and only for organisations that there are.
        jdbc.sql("DELETE FROM command_side.request_count WHERE tenant_id = ?").param(tenant.value()).update();
        remembered.invalidate(tenant);
    }

    private Known read(TenantId id) {
        return jdbc.sql("""
                SELECT name, currency, time_zone, requests_per_minute FROM command_side.tenant WHERE tenant_id = ?
                """)
                .param(id.value())
                .query((row, number) -> new Known(id, row.getString("name"),
                        Currency.getInstance(row.getString("currency")), ZoneId.of(row.getString("time_zone")),
                        row.getInt("requests_per_minute")))
                .optional().orElseThrow(() -> Refusal.absent("tenant"));
    }
}
