package org.mediaplanner.commands.tenant;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.Tenant.MemberStatus;
import org.mediaplanner.events.tenant.TenantEvent;
import org.mediaplanner.events.tenant.TenantEvent.MemberInvited;
import org.mediaplanner.events.tenant.TenantEvent.MemberJoined;
import org.mediaplanner.events.tenant.TenantEvent.MemberLimited;
import org.mediaplanner.events.tenant.TenantEvent.MemberRemoved;
import org.mediaplanner.events.tenant.TenantEvent.MemberResumed;
import org.mediaplanner.events.tenant.TenantEvent.MemberRoleChanged;
import org.mediaplanner.events.tenant.TenantEvent.MemberSuspended;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The members of organisations beside their names, which stand in no event. */
@Component
public class MemberTable implements Members {

    private static final String SELECT = """
            SELECT m.user_id, CASE WHEN m.status = 'INVITED' THEN '' ELSE a.name END AS name, a.email, m.role, m.status,
                   m.client_ids, m.invited_at, m.joined_at,
                   (SELECT max(last_used_at) FROM command_side.session s
                     WHERE s.user_id = m.user_id AND s.tenant_id = m.tenant_id) AS seen_at
              FROM command_side.member m JOIN command_side.account a USING (user_id)
             WHERE m.tenant_id = ?""";

    private final JdbcClient jdbc;

    MemberTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Listed> list(TenantId tenant) {
        return jdbc.sql(SELECT + " ORDER BY coalesce(m.invited_at, m.joined_at, m.used_at), m.user_id")
                .param(tenant.value()).query((row, number) -> listed(row)).list();
    }

    @Override
    public Optional<Listed> find(TenantId tenant, UserId user) {
        return jdbc.sql(SELECT + " AND m.user_id = ?").params(tenant.value(), user.value())
                .query((row, number) -> listed(row)).optional();
    }

    private static Listed listed(ResultSet row) throws SQLException {
        return new Listed(UserId.of(row.getString("user_id")), row.getString("name"), row.getString("email"),
                Role.valueOf(row.getString("role")), MemberStatus.valueOf(row.getString("status")),
                clients(row.getArray("client_ids")), instant(row.getObject("invited_at", OffsetDateTime.class)),
                instant(row.getObject("joined_at", OffsetDateTime.class)),
                instant(row.getObject("seen_at", OffsetDateTime.class)));
    }

    /** The advertisers of a member's row; {@code null} for all. */
    public static @Nullable List<ClientId> clients(@Nullable Array ids) throws SQLException {
        return ids == null ? null : Arrays.stream((String[]) ids.getArray()).map(ClientId::of).toList();
    }

    /** Writes down what {@code event} says of a member, in its transaction. */
    void write(TenantEvent event) {
        switch (event) {
            case MemberInvited e -> jdbc.sql("""
                    INSERT INTO command_side.member (user_id, tenant_id, role, status, invited_at)
                    VALUES (?, ?, ?, 'INVITED', now())
                        ON CONFLICT (user_id, tenant_id) DO UPDATE SET role = excluded.role, invited_at = now()
                    """).params(e.userId().value(), e.tenantId().value(), e.role().name()).update();
            case MemberJoined e -> jdbc.sql("""
                    INSERT INTO command_side.member (user_id, tenant_id, role, status, joined_at)
                    VALUES (?, ?, ?, 'ACTIVE', now())
                        ON CONFLICT (user_id, tenant_id) DO UPDATE SET status = 'ACTIVE', joined_at = now()
                    """).params(e.userId().value(), e.tenantId().value(), e.role().name()).update();
            case MemberRoleChanged e -> set(e.tenantId(), e.userId(), "role", e.after().name());
            case MemberLimited e -> jdbc.sql("""
                    UPDATE command_side.member SET client_ids = ? WHERE user_id = ? AND tenant_id = ?
                    """)
                    .param(e.after() == null ? null : e.after().stream().map(ClientId::value).toArray(String[]::new))
                    .params(e.userId().value(), e.tenantId().value()).update();
            case MemberSuspended e -> set(e.tenantId(), e.userId(), "status", MemberStatus.SUSPENDED.name());
            case MemberResumed e -> set(e.tenantId(), e.userId(), "status", MemberStatus.ACTIVE.name());
            case MemberRemoved e -> remove(e.tenantId(), e.userId());
            default -> {
            }
        }
    }

    private void remove(TenantId tenant, UserId user) {
        jdbc.sql("DELETE FROM command_side.member WHERE user_id = ? AND tenant_id = ?")
                .params(user.value(), tenant.value()).update();
        // Who was only ever invited has no account: their address is theirs to register with.
        jdbc.sql("""
                DELETE FROM command_side.account WHERE user_id = :user AND password_hash IS NULL
                   AND NOT EXISTS (SELECT FROM command_side.federated_identity f WHERE f.user_id = :user)
                   AND NOT EXISTS (SELECT FROM command_side.member m WHERE m.user_id = :user)
                """).param("user", user.value()).update();
    }

    private void set(TenantId tenant, UserId user, String column, String value) {
        jdbc.sql("UPDATE command_side.member SET " + column + " = ? WHERE user_id = ? AND tenant_id = ?")
                .params(value, user.value(), tenant.value()).update();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
