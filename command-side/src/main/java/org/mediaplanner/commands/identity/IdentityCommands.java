package org.mediaplanner.commands.identity;

import java.util.List;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.handling.Aggregates;
import org.mediaplanner.commands.handling.CommandFamily;
import org.mediaplanner.commands.identity.IdentityCommand.RegisterTenant;
import org.mediaplanner.commands.tenant.Tenants;
import org.mediaplanner.events.tenant.TenantEvent.MemberJoined;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.events.tenant.TenantEvent.TenantRegistered;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Carries out what is asked of organisations; the account is written in the transaction of the events. */
@Component
class IdentityCommands implements CommandFamily<IdentityCommand> {

    private static final String KIND = "tenant";

    private final Aggregates aggregates;
    private final Tenants tenants;
    private final JdbcClient jdbc;

    IdentityCommands(Aggregates aggregates, Tenants tenants, JdbcClient jdbc) {
        this.aggregates = aggregates;
        this.tenants = tenants;
        this.jdbc = jdbc;
    }

    @Override
    public Class<IdentityCommand> commands() {
        return IdentityCommand.class;
    }

    @Override
    public TenantId handle(IdentityCommand command, Caller caller) {
        return switch (command) {
            case RegisterTenant register -> register(register);
        };
    }

    private TenantId register(RegisterTenant c) {
        int created = jdbc.sql("""
                INSERT INTO command_side.account (user_id, email, name, password_hash) VALUES (?, ?, ?, ?)
                    ON CONFLICT (lower(email)) DO NOTHING
                """).params(c.userId().value(), c.email(), c.name(), c.passwordHash()).update();
        if (created == 0) {
            throw Refusal.conflict("email-taken", "There is an account with this e-mail address already");
        }
        TenantRegistered registered = new TenantRegistered(c.tenantId(), c.organization(), c.currency(), c.timeZone());
        tenants.register(registered);
        jdbc.sql("INSERT INTO command_side.member (user_id, tenant_id, role) VALUES (?, ?, ?)")
                .params(c.userId().value(), c.tenantId().value(), Role.OWNER.name()).update();
        aggregates.appendBatch(KIND, c.tenantId().value(),
                List.of(registered, new MemberJoined(c.tenantId(), c.userId(), Role.OWNER)));
        return c.tenantId();
    }
}
