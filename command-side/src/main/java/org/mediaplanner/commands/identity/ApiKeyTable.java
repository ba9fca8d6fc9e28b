package org.mediaplanner.commands.identity;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Checks;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** API keys in PostgreSQL, each as the digest of 256 random bits. */
@Service
class ApiKeyTable implements ApiKeys {

    private static final int KEYS = 100;
    private static final int SHOWN = 12;
    private static final String LISTED = """
            key_id, name, prefix, scopes, user_id, created_at, last_used_at, expires_at
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    ApiKeyTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Created create(TenantId tenant, UserId user, String name, List<String> scopes,
            @Nullable Instant expiresAt) {
        new Checks().name("name", name)
                .that(expiresAt == null || expiresAt.isAfter(clock.instant()), "expiresAt", "must lie ahead")
                .orRefuse();
        String key = PREFIX + SecretText.next();
        return jdbc
                .sql("""
                        INSERT INTO command_side.api_key (key_id, tenant_id, user_id, name, key_hash, prefix, scopes, expires_at)
                        SELECT ?, ?, ?, ?, ?, ?, ?::text[], ?
                         WHERE (SELECT count(*) FROM command_side.api_key WHERE tenant_id = ? AND revoked_at IS NULL) < ?
                        RETURNING %s
                        """
                        .formatted(LISTED))
                .params(UUID.randomUUID(), tenant.value(), user.value(), name,
                        SecretText.digest(key), key.substring(0, SHOWN), scopes.toArray(String[]::new))
                .param(expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC))
                .params(tenant.value(), KEYS)
                .query((row, number) -> new Created(listed(row), key)).optional()
                .orElseThrow(() -> Refusal.rule("too-many-keys", "An organisation has at most " + KEYS + " API keys"));
    }

    @Override
    public List<Listed> list(TenantId tenant) {
        return jdbc.sql("SELECT " + LISTED + """
                 FROM command_side.api_key WHERE tenant_id = ? AND revoked_at IS NULL ORDER BY created_at DESC, key_id
                """).param(tenant.value()).query((row, number) -> listed(row)).list();
    }

    @Override
    public boolean revoke(TenantId tenant, UUID key) {
        return jdbc.sql("""
                UPDATE command_side.api_key SET revoked_at = now()
                 WHERE key_id = ? AND tenant_id = ? AND revoked_at IS NULL
                """).params(key, tenant.value()).update() > 0;
    }

    @Override
    public Optional<Holder> use(String key) {
        return jdbc.sql("""
                UPDATE command_side.api_key SET last_used_at = now()
                 WHERE key_hash = ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())
                RETURNING %s, tenant_id
                """.formatted(LISTED)).param(SecretText.digest(key)).query((row, number) -> {
            Listed listed = listed(row);
            return new Holder(listed.id(), TenantId.of(row.getString("tenant_id")), listed.createdBy(),
                    listed.scopes(), listed.expiresAt());
        }).optional();
    }

    private static Listed listed(ResultSet row) throws SQLException {
        Array scopes = row.getArray("scopes");
        return new Listed(row.getObject("key_id", UUID.class), row.getString("name"), row.getString("prefix"),
                List.of((String[]) scopes.getArray()), UserId.of(row.getString("user_id")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("last_used_at", OffsetDateTime.class)),
                instant(row.getObject("expires_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
