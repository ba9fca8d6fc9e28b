package org.mediaplanner.commands.identity;

import java.util.Optional;
import java.util.UUID;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Reads in one statement all that a standing depends on. */
@Service
class StandingTable implements Standings {

    private static final String ROLE = """
            SELECT m.role FROM command_side.member m JOIN command_side.tenant t USING (tenant_id)
             WHERE m.user_id = ? AND m.tenant_id = ? AND m.status = 'ACTIVE' AND NOT t.suspended
            """;

    private final JdbcClient jdbc;

    StandingTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Role> of(UserId user, TenantId tenant) {
        return jdbc.sql(ROLE).params(user.value(), tenant.value()).query(String.class).optional().map(Role::valueOf);
    }

    @Override
    public Optional<Role> of(UserId user, TenantId tenant, UUID session) {
        return jdbc.sql(ROLE + """
                 AND EXISTS (SELECT FROM command_side.session s
                              WHERE s.session_id = ? AND s.user_id = m.user_id AND s.tenant_id = m.tenant_id
                                AND s.ended_at IS NULL AND s.expires_at > now())
                """).params(user.value(), tenant.value(), session).query(String.class).optional().map(Role::valueOf);
    }
}
