package org.mediaplanner.eventstore.vault;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.util.Bytes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of {@code tenant_key}. Calls block. */
final class TenantKeyTable {

    private static final String SELECT = "SELECT tenant_id, wrapped_by, wrapped FROM event_store.tenant_key ";

    private final JdbcClient jdbc;

    TenantKeyTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A tenant's key as it is kept.
     *
     * @param wrappedBy id of the master key
     * @param wrapped {@code null} where it was destroyed
     */
    record Row(TenantId tenant, String wrappedBy, @Nullable Bytes wrapped) {

        private static Row of(ResultSet row, int number) throws SQLException {
            byte[] wrapped = row.getBytes("wrapped");
            return new Row(TenantId.of(row.getString("tenant_id")), row.getString("wrapped_by"),
                    wrapped == null ? null : Bytes.copyFrom(wrapped));
        }
    }

    Optional<Row> find(TenantId tenant) {
        return jdbc.sql(SELECT + "WHERE tenant_id = ?").param(tenant.value()).query(Row::of).optional();
    }

    /** The tenant's row: this one, or that of who came before. */
    Row add(TenantId tenant, MasterKey masterKey, KeysetHandle key) {
        jdbc.sql("""
                INSERT INTO event_store.tenant_key (tenant_id, wrapped_by, wrapped) VALUES (?, ?, ?)
                    ON CONFLICT (tenant_id) DO NOTHING
                """).params(tenant.value(), masterKey.id(), masterKey.wrap(key, tenant)).update();
        return find(tenant).orElseThrow();
    }

    /** Leaves a tombstone, so that there will be no other key. */
    void destroy(TenantId tenant, MasterKey masterKey) {
        jdbc.sql("""
                INSERT INTO event_store.tenant_key AS kept (tenant_id, wrapped_by, destroyed_at) VALUES (?, ?, now())
                    ON CONFLICT (tenant_id) DO UPDATE SET wrapped = NULL, destroyed_at = excluded.destroyed_at
                     WHERE kept.destroyed_at IS NULL
                """).params(tenant.value(), masterKey.id()).update();
    }

    /** Ids of the master keys that something is wrapped by. */
    List<String> masterKeys() {
        return jdbc.sql("SELECT DISTINCT wrapped_by FROM event_store.tenant_key WHERE destroyed_at IS NULL")
                .query(String.class).list();
    }

    /** Up to {@code limit} that another than {@code masterKey} wrapped; nobody else takes them meanwhile. */
    List<Row> takeWrappedByOther(MasterKey masterKey, int limit) {
        return jdbc.sql(SELECT + "WHERE destroyed_at IS NULL AND wrapped_by <> ? LIMIT ? FOR UPDATE SKIP LOCKED")
                .params(masterKey.id(), limit).query(Row::of).list();
    }

    void rewrap(TenantId tenant, MasterKey masterKey, KeysetHandle key) {
        jdbc.sql("""
                UPDATE event_store.tenant_key SET wrapped_by = ?, wrapped = ?, wrapped_at = now()
                 WHERE tenant_id = ? AND destroyed_at IS NULL
                """).params(masterKey.id(), masterKey.wrap(key, tenant), tenant.value()).update();
    }
}
