package org.mediaplanner.commands.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Sessions in PostgreSQL: what ends a session must not be lost, as it can be in Redis. */
@Service
class SessionTable implements Sessions {

    private static final int AGENT_LENGTH = 300;
    private static final String OPEN = "ended_at IS NULL AND expires_at > now()";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    SessionTable(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    private record Used(UUID session, UserId user, TenantId tenant, boolean open, boolean consumed, boolean inGrace,
            @Nullable String successor) {}

    @Override
    public Begun begin(UserId user, TenantId tenant, Device device) {
        UUID session = UUID.randomUUID();
        String token = SecretText.next();
        String agent = device.userAgent();
        transaction.executeWithoutResult(status -> {
            jdbc.sql("""
                    INSERT INTO command_side.session (session_id, user_id, tenant_id, expires_at, address, user_agent)
                    VALUES (?, ?, ?, now() + ? * interval '1 second', ?, ?)
                    """).params(session, user.value(), tenant.value(), LONGEST.toSeconds(), device.address())
                    .param(agent == null ? null : agent.substring(0, Math.min(agent.length(), AGENT_LENGTH))).update();
            insert(session, token);
            jdbc.sql("UPDATE command_side.member SET used_at = now() WHERE user_id = ? AND tenant_id = ?")
                    .params(user.value(), tenant.value()).update();
        });
        return new Begun(session, token);
    }

    @Override
    public Refreshed refresh(String refreshToken) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Used used = lock(refreshToken);
            if (used == null || !used.open()) {
                return new Refreshed.Unknown();
            }
            if (!used.consumed()) {
                return renewed(used, replace(used.session(), refreshToken));
            }
            if (used.inGrace() && used.successor() != null) {
                return renewed(used, SealedSuccessor.open(refreshToken, HexFormat.of()
                        .parseHex(used.successor())));
            }
            end(used.session(), "reused");
            return new Refreshed.Reused(used.session(), used.user(), used.tenant());
        }));
    }

    /** Those who come with the same token at the same time come one after the other. */
    private @Nullable Used lock(String token) {
        return jdbc
                .sql("""
                        SELECT t.session_id, s.user_id, s.tenant_id, %s AS open, t.consumed_at IS NOT NULL AS consumed,
                               coalesce(t.consumed_at > now() - ? * interval '1 second', false) AS in_grace, encode(t.successor, 'hex') AS successor
                          FROM command_side.refresh_token t JOIN command_side.session s USING (session_id)
                         WHERE t.token_hash = ? FOR UPDATE OF t
                        """
                        .formatted(OPEN))
                .params(GRACE.toSeconds(), SecretText.digest(token))
                .query((row, number) -> new Used(row.getObject("session_id", UUID.class),
                        UserId.of(row.getString("user_id")), TenantId.of(row.getString("tenant_id")),
                        row.getBoolean("open"), row.getBoolean("consumed"), row.getBoolean("in_grace"),
                        row.getString("successor")))
                .optional().orElse(null);
    }

    private String replace(UUID session, String used) {
        String successor = SecretText.next();
        jdbc.sql("UPDATE command_side.refresh_token SET consumed_at = now(), successor = ? WHERE token_hash = ?")
                .params(SealedSuccessor.seal(used, successor), SecretText.digest(used)).update();
        insert(session, successor);
        jdbc.sql("UPDATE command_side.session SET last_used_at = now() WHERE session_id = ?").param(session).update();
        return successor;
    }

    private void insert(UUID session, String token) {
        jdbc.sql("INSERT INTO command_side.refresh_token (token_hash, session_id) VALUES (?, ?)")
                .params(SecretText.digest(token), session).update();
    }

    private static Refreshed renewed(Used used, String token) {
        return new Refreshed.Renewed(used.session(), used.user(), used.tenant(), token);
    }

    private void end(UUID session, String reason) {
        jdbc.sql("UPDATE command_side.session SET ended_at = now(), end_reason = ? WHERE session_id = ? AND " + OPEN)
                .params(reason, session).update();
    }

    @Override
    public Optional<UUID> end(String refreshToken) {
        return jdbc.sql("""
                UPDATE command_side.session SET ended_at = now(), end_reason = 'logout'
                 WHERE session_id = (SELECT session_id FROM command_side.refresh_token WHERE token_hash = ?) AND %s
                RETURNING session_id
                """.formatted(OPEN)).param(SecretText.digest(refreshToken)).query(UUID.class).optional();
    }

    @Override
    public boolean end(UserId user, UUID session) {
        return jdbc.sql("""
                UPDATE command_side.session SET ended_at = now(), end_reason = 'ended'
                 WHERE session_id = ? AND user_id = ? AND %s
                """.formatted(OPEN)).params(session, user.value()).update() > 0;
    }

    @Override
    public List<UUID> endAll(UserId user, @Nullable UUID kept) {
        return jdbc.sql("""
                UPDATE command_side.session SET ended_at = now(), end_reason = 'ended'
                 WHERE user_id = ? AND session_id IS DISTINCT FROM ?::uuid AND %s RETURNING session_id
                """.formatted(OPEN)).param(user.value()).param(kept).query(UUID.class).list();
    }

    @Override
    public List<Listed> list(UserId user) {
        return jdbc.sql("""
                SELECT session_id, tenant_id, created_at, last_used_at, address, user_agent FROM command_side.session
                 WHERE user_id = ? AND %s ORDER BY last_used_at DESC, session_id
                """.formatted(OPEN)).param(user.value()).query((row, number) -> listed(row)).list();
    }

    private static Listed listed(ResultSet row) throws SQLException {
        return new Listed(row.getObject("session_id", UUID.class), TenantId.of(row.getString("tenant_id")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_used_at", OffsetDateTime.class).toInstant(), row.getString("address"),
                row.getString("user_agent"));
    }

    /** An ended session is kept for a day, so that a token of it that comes late is still told from a made-up one. */
    @Scheduled(fixedDelayString = "PT1H")
    void forget() {
        jdbc.sql("""
                DELETE FROM command_side.session
                 WHERE expires_at < now() - interval '1 day' OR ended_at < now() - interval '1 day'
                """).update();
    }
}
