package org.mediaplanner.commands.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.mediaplanner.commands.tenant.MemberTable;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Reads in one statement all that a standing depends on. */
@Service
class StandingTable implements Standings {

    private static final String ROLE = """
            SELECT m.role, m.client_ids FROM command_side.member m JOIN command_side.tenant t USING (tenant_id)
             WHERE m.user_id = ? AND m.tenant_id = ? AND m.status = 'ACTIVE' AND NOT t.suspended
            """;

    private final JdbcClient jdbc;

    StandingTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Standing> of(UserId user, TenantId tenant) {
        return jdbc.sql(ROLE).params(user.value(), tenant.value()).query((row, number) -> standing(row)).optional();
    }

    @Override
    public Optional<Standing> of(UserId user, TenantId tenant, UUID session) {
        return jdbc.sql(ROLE + """
                 AND EXISTS (SELECT FROM command_side.session s
                              WHERE s.session_id = ? AND s.user_id = m.user_id AND s.tenant_id = m.tenant_id
                                AND s.ended_at IS NULL AND s.expires_at > now())
                """).params(user.value(), tenant.value(), session).query((row, number) -> standing(row)).optional();
    }

    private static Standing standing(ResultSet row) throws SQLException {
        List<ClientId> clients = MemberTable.clients(row.getArray("client_ids"));
        return new Standing(Role.valueOf(row.getString("role")), clients == null ? null : Set.copyOf(clients));
    }
}
