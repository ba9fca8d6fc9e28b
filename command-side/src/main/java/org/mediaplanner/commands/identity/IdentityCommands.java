package org.mediaplanner.commands.identity;

import java.time.ZoneOffset;
import java.util.List;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.handling.Aggregates;
import org.mediaplanner.commands.handling.CommandFamily;
import org.mediaplanner.commands.identity.IdentityCommand.AcceptInvitation;
import org.mediaplanner.commands.identity.IdentityCommand.InvitePerson;
import org.mediaplanner.commands.identity.IdentityCommand.RegisterTenant;
import org.mediaplanner.commands.tenant.TenantCommand.InviteMember;
import org.mediaplanner.commands.tenant.TenantCommand.JoinTenant;
import org.mediaplanner.commands.tenant.TenantCommands;
import org.mediaplanner.commands.tenant.Tenants;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantEvent.MemberJoined;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.events.tenant.TenantEvent.TenantRegistered;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Carries out what is asked of people; the account is written in the transaction of the organisation's events. */
@Component
class IdentityCommands implements CommandFamily<IdentityCommand> {

    private final Aggregates aggregates;
    private final Tenants tenants;
    private final TenantCommands organisations;
    private final FederatedIdentities identities;
    private final JdbcClient jdbc;

    IdentityCommands(Aggregates aggregates, Tenants tenants, TenantCommands organisations,
            FederatedIdentities identities, JdbcClient jdbc) {
        this.aggregates = aggregates;
        this.tenants = tenants;
        this.organisations = organisations;
        this.identities = identities;
        this.jdbc = jdbc;
    }

    @Override
    public Class<IdentityCommand> commands() {
        return IdentityCommand.class;
    }

    @Override
    public Object handle(IdentityCommand command, Caller caller) {
        return switch (command) {
            case RegisterTenant register -> register(register);
            case InvitePerson invite -> invite(invite, caller);
            case AcceptInvitation accept -> accept(accept, caller);
        };
    }

    private TenantId register(RegisterTenant c) {
        int created = jdbc.sql("""
                INSERT INTO command_side.account (user_id, email, name, password_hash) VALUES (?, ?, ?, ?)
                    ON CONFLICT (lower(email)) DO NOTHING
                """).params(c.userId().value(), c.email(), c.name()).param(c.passwordHash()).update();
        if (created == 0) {
            throw Refusal.conflict("email-taken", "There is an account with this e-mail address already");
        }
        if (c.identity() != null) {
            identities.link(c.userId(), c.identity());
        }
        TenantRegistered registered = new TenantRegistered(c.tenantId(), c.organization(), c.currency(), c.timeZone());
        tenants.register(registered);
        MemberJoined joined = new MemberJoined(c.tenantId(), c.userId(), Role.OWNER);
        organisations.write(joined);
        aggregates.appendBatch(TenantCommands.KIND, c.tenantId().value(), List.of(registered, joined));
        return c.tenantId();
    }

    private UserId invite(InvitePerson c, Caller caller) {
        jdbc.sql("""
                INSERT INTO command_side.account (user_id, email, name) VALUES (?, ?, '')
                    ON CONFLICT (lower(email)) DO NOTHING
                """).params(c.newId().value(), c.email()).update();
        UserId user = UserId.of(jdbc.sql("SELECT user_id FROM command_side.account WHERE lower(email) = ?")
                .param(c.email()).query(String.class).single());
        organisations.handle(new InviteMember(c.tenantId(), user, c.role(), c.clients()), caller);
        jdbc.sql("""
                INSERT INTO command_side.invitation (tenant_id, user_id, token_hash, expires_at) VALUES (?, ?, ?, ?)
                    ON CONFLICT (tenant_id, user_id) DO UPDATE
                   SET token_hash = excluded.token_hash, expires_at = excluded.expires_at
                """).params(c.tenantId().value(), user.value(), SecretText.digest(c.token()),
                c.expiresAt().atOffset(ZoneOffset.UTC)).update();
        return user;
    }

    private TenantId accept(AcceptInvitation c, Caller caller) {
        int taken = jdbc.sql("""
                DELETE FROM command_side.invitation WHERE token_hash = ? AND user_id = ? AND expires_at > now()
                """).params(SecretText.digest(c.token()), c.userId().value()).update();
        if (taken == 0) {
            throw Refusal.absent("invitation");
        }
        if (c.passwordHash() != null) {
            jdbc.sql("""
                    UPDATE command_side.account SET name = ?, password_hash = ?
                     WHERE user_id = ? AND password_hash IS NULL AND NOT EXISTS (
                         SELECT FROM command_side.federated_identity f WHERE f.user_id = account.user_id)
                    """).param(c.name()).params(c.passwordHash(), c.userId().value()).update();
        }
        organisations.handle(new JoinTenant(c.tenantId(), c.userId()), caller);
        return c.tenantId();
    }
}
