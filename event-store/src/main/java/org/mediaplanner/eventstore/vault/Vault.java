package org.mediaplanner.eventstore.vault;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.database.ApartConnections;
import org.mediaplanner.eventstore.vault.TenantKeyTable.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tenants' keys (envelope encryption): each is made when it is first needed, stands in the database wrapped by a
 * master key, and is remembered here for a while, unwrapped. Whoever destroys one makes everything that was sealed with
 * it unreadable, in every backup that has no copy of the key.
 */
public final class Vault {

    /** For what is no tenant's. Not the id of any: those are UUIDs of version 7. */
    public static final TenantId INSTALLATION = TenantId.of("ten_00000000-0000-0000-0000-000000000000");

    private static final Logger LOG = LoggerFactory.getLogger(Vault.class);
    /** A key in use is looked at beside its use, so often within the time, so that nobody waits for that. */
    private static final int LOOKS = 3;
    private static final int REMEMBERED = 20_000;
    private static final int REWRAPPED_AT_ONCE = 500;

    private final ApartConnections connections;
    private final MasterKeys masterKeys;
    private final Duration noticed;
    private final LoadingCache<TenantId, TenantKey> keys;

    Vault(ApartConnections connections, MasterKeys masterKeys, Duration noticed) {
        this.connections = connections;
        this.masterKeys = masterKeys;
        this.noticed = noticed;
        this.keys = Caffeine.newBuilder().maximumSize(REMEMBERED).refreshAfterWrite(noticed.dividedBy(LOOKS))
                .expireAfterWrite(noticed).executor(task -> Thread.ofVirtual().name("vault").start(task))
                .build(this::load);
    }

    /**
     * The key of {@code tenant}, made where it has none. Asks the database where it is not remembered, in a transaction
     * of its own: what is sealed with a key must not be committed before the key is.
     */
    public TenantKey keyOf(TenantId tenant) {
        return keys.get(tenant);
    }

    /** The key of {@code tenant} where it is remembered; never asks the database. */
    public Optional<TenantKey> known(TenantId tenant) {
        return Optional.ofNullable(keys.getIfPresent(tenant));
    }

    /** How long after a key was destroyed another node may still use it, at most. */
    public Duration noticed() {
        return noticed;
    }

    /** Destroys the key of {@code tenant} for ever; every node has noticed after {@link #noticed}. */
    public void destroy(TenantId tenant) {
        connections.inTransaction(jdbc -> {
            new TenantKeyTable(jdbc).destroy(tenant, masterKeys.current());
            return tenant;
        });
        keys.invalidate(tenant);
        LOG.info("The key of {} is destroyed", tenant.value());
    }

    /**
     * Wraps with the current master key what the old one has wrapped; how many keys that were.
     *
     * @throws IllegalStateException where some are wrapped by a master key that this node was not given
     */
    int rewrap() {
        connections.inTransaction(jdbc -> new TenantKeyTable(jdbc).masterKeys()).forEach(masterKeys::required);
        int total = 0;
        int count;
        do {
            count = connections.inTransaction(jdbc -> rewrapSome(new TenantKeyTable(jdbc)));
            total += count;
        } while (count > 0);
        if (total > 0) {
            LOG.info("{} keys of tenants are wrapped by the current master key now", total);
        }
        return total;
    }

    private int rewrapSome(TenantKeyTable table) {
        List<Row> rows = table.takeWrappedByOther(masterKeys.current(), REWRAPPED_AT_ONCE);
        for (Row row : rows) {
            table.rewrap(row.tenant(), masterKeys.current(), unwrapped(row).orElseThrow());
        }
        return rows.size();
    }

    private TenantKey load(TenantId tenant) {
        Row row = connections.inTransaction(jdbc -> {
            TenantKeyTable table = new TenantKeyTable(jdbc);
            return table.find(tenant).orElseGet(() -> table.add(tenant, masterKeys.current(), generate()));
        });
        return new TenantKey(tenant, unwrapped(row).map(Vault::aead).orElse(null));
    }

    /** Nothing where it was destroyed. */
    private Optional<KeysetHandle> unwrapped(Row row) {
        return Optional.ofNullable(row.wrapped()).map(wrapped -> masterKeys.required(row.wrappedBy())
                .unwrap(wrapped.toByteArray(), row.tenant()));
    }

    private static KeysetHandle generate() {
        try {
            return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Aead aead(KeysetHandle key) {
        try {
            return key.getPrimitive(AeadConfig2026.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
