package org.mediaplanner.commands.identity;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Checks;
import org.mediaplanner.commands.Commands;
import org.mediaplanner.commands.Commands.Outcome;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.identity.FederatedIdentities.Identity;
import org.mediaplanner.commands.identity.IdentityCommand.AcceptInvitation;
import org.mediaplanner.commands.identity.IdentityCommand.InvitePerson;
import org.mediaplanner.commands.identity.IdentityCommand.RegisterTenant;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Accounts in their own tables, beside the events: a person can be forgotten, what they decided cannot. */
@Service
class AccountDirectory implements Accounts {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]+\\.[^@\\s.]+");
    private static final int EMAIL_LENGTH = 254;
    private static final String SELECT = """
            SELECT user_id, name, email, password_hash, EXISTS (SELECT FROM command_side.federated_identity f
                                                                 WHERE f.user_id = account.user_id) AS is_federated
              FROM command_side.account WHERE\s""";

    private final Commands commands;
    private final JdbcClient jdbc;
    private final Passwords passwords;
    private final Clock clock;

    AccountDirectory(Commands commands, JdbcClient jdbc, Passwords passwords, Clock clock) {
        this.commands = commands;
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.clock = clock;
    }

    private record Row(UserId id, String name, String email, @Nullable String passwordHash, boolean isFederated) {

        /** Whether somebody has come, and not only been invited. */
        private boolean isAccount() {
            return passwordHash != null || isFederated;
        }
    }

    private record Invitation(TenantId tenant, UserId user) {}

    @Override
    public Registered register(Registration registration, String requestId) {
        check(registration);
        return register(registration.organization(), registration.name(), registration.email(),
                passwords.hash(registration.password()), null, registration.currency(), registration.timeZone(),
                requestId);
    }

    @Override
    public Registered register(Identity identity, String organization, Currency currency, ZoneId timeZone,
            String requestId) {
        Checks checks = new Checks().name("organization", organization);
        checkEmail(checks, identity.email()).orRefuse();
        String name = identity.name().isBlank() ? identity.email() : identity.name().strip();
        return register(organization, name.substring(0, Math.min(name.length(), Checks.NAME_LENGTH)), identity.email(),
                null,
                identity, currency, timeZone, requestId);
    }

    private Registered register(String organization, String name, String email, @Nullable String passwordHash,
            @Nullable Identity identity, Currency currency, ZoneId timeZone, String requestId) {
        TenantId tenant = TenantId.next();
        UserId owner = UserId.next();
        RegisterTenant command = new RegisterTenant(tenant, owner, organization, name, normal(email), passwordHash,
                identity, currency, timeZone);
        long position = commands.send(Caller.user(tenant, owner.value(), requestId), command).position();
        return new Registered(tenant, owner, position);
    }

    @Override
    public boolean isKnown(String email) {
        return row(SELECT + "lower(email) = ?", normal(email)) != null;
    }

    @Override
    public Optional<Account> authenticate(String email, String password) {
        @Nullable
        Row row = row(SELECT + "lower(email) = ?", normal(email));
        String hash = row == null ? null : row.passwordHash();
        // The same work for an unknown address, so that the time taken tells nothing.
        if (!passwords.matches(password, hash) || row == null || hash == null) {
            return Optional.empty();
        }
        if (passwords.isOld(hash)) {
            jdbc.sql("UPDATE command_side.account SET password_hash = ? WHERE user_id = ? AND password_hash = ?")
                    .params(passwords.hash(password), row.id().value(), hash).update();
        }
        return Optional.of(account(row));
    }

    @Override
    public Optional<Account> find(UserId userId) {
        return Optional.ofNullable(row(SELECT + "user_id = ?", userId.value())).map(this::account);
    }

    @Override
    public Invited invite(Caller caller, String email, Role role, @Nullable List<ClientId> clients) {
        checkEmail(new Checks(), email).orRefuse();
        String token = SecretText.next();
        Instant end = clock.instant().plus(INVITED_FOR);
        Outcome<UserId> invited = commands.send(caller, new InvitePerson(caller.tenantId(), UserId.next(),
                normal(email), role, clients, token, end));
        return new Invited(invited.result(), token, end, invited.position());
    }

    @Override
    public Optional<Joined> accept(String token, @Nullable String name, @Nullable String password,
            @Nullable UserId proven, String requestId) {
        Invitation invitation = invitation(token).orElseThrow(() -> Refusal.absent("invitation"));
        Row row = Objects.requireNonNull(row(SELECT + "user_id = ?", invitation.user().value()));
        String hash = null;
        if (row.isAccount()) {
            new Checks().that(password != null || proven != null, "password", "is missing").orRefuse();
            if (!invitation.user().equals(proven) && !passwords.matches(Objects.requireNonNullElse(password, ""), row
                    .passwordHash())) {
                return Optional.empty();
            }
        } else {
            String given = Objects.requireNonNullElse(password, "");
            Checks checks = new Checks().that(password != null, "password", "is missing")
                    .name("name", Objects.requireNonNullElse(name, ""));
            Passwords.check(checks, "password", given).orRefuse();
            hash = passwords.hash(given);
        }
        commands.send(Caller.user(invitation.tenant(), invitation.user().value(), requestId), new AcceptInvitation(
                invitation.tenant(), invitation.user(), token, name, hash));
        return find(invitation.user()).map(account -> new Joined(account, invitation.tenant()));
    }

    private Optional<Invitation> invitation(String token) {
        return jdbc.sql("""
                SELECT tenant_id, user_id FROM command_side.invitation WHERE token_hash = ? AND expires_at > now()
                """).param(SecretText.digest(token)).query((row, number) -> new Invitation(TenantId.of(row.getString(
                "tenant_id")), UserId.of(row.getString("user_id")))).optional();
    }

    @Override
    public Optional<String> invited(String token) {
        return invitation(token).flatMap(invitation -> Optional.ofNullable(row(SELECT + "user_id = ?", invitation.user()
                .value()))).map(Row::email);
    }

    @Override
    public boolean changePassword(UserId user, String current, String next) {
        Passwords.check(new Checks(), "new", next).orRefuse();
        Row row = row(SELECT + "user_id = ?", user.value());
        if (row == null || !passwords.matches(current, row.passwordHash())) {
            return false;
        }
        keep(user, next);
        return true;
    }

    @Override
    public Optional<Reset> forgot(String email) {
        Row row = row(SELECT + "lower(email) = ?", normal(email));
        if (row == null || !row.isAccount()) {
            return Optional.empty();
        }
        String token = SecretText.next();
        Instant end = clock.instant().plus(RESET_FOR);
        jdbc.sql("""
                INSERT INTO command_side.password_reset (user_id, token_hash, expires_at) VALUES (?, ?, ?)
                    ON CONFLICT (user_id) DO UPDATE
                   SET token_hash = excluded.token_hash, expires_at = excluded.expires_at
                """).params(row.id().value(), SecretText.digest(token), end.atOffset(ZoneOffset.UTC)).update();
        return Optional.of(new Reset(row.email(), token, end));
    }

    @Override
    public Optional<UserId> reset(String token, String next) {
        Passwords.check(new Checks(), "new", next).orRefuse();
        Optional<UserId> user = jdbc.sql("""
                DELETE FROM command_side.password_reset WHERE token_hash = ? AND expires_at > now() RETURNING user_id
                """).param(SecretText.digest(token)).query(String.class).optional().map(UserId::of);
        user.ifPresent(found -> {
            keep(found, next);
            // Whoever registered with the address first may have linked an identity of their own.
            jdbc.sql("DELETE FROM command_side.federated_identity WHERE user_id = ?").param(found.value()).update();
        });
        return user;
    }

    private void keep(UserId user, String password) {
        jdbc.sql("UPDATE command_side.account SET password_hash = ? WHERE user_id = ?")
                .params(passwords.hash(password), user.value()).update();
        // A link that somebody asked for before is one to a password that is no longer forgotten.
        jdbc.sql("DELETE FROM command_side.password_reset WHERE user_id = ?").param(user.value()).update();
    }

    private @Nullable Row row(String sql, String parameter) {
        return jdbc.sql(sql).param(parameter).query((row, number) -> new Row(UserId.of(row.getString("user_id")),
                row.getString("name"), row.getString("email"), row.getString("password_hash"),
                row.getBoolean("is_federated"))).optional().orElse(null);
    }

    private Account account(Row row) {
        List<Membership> memberships = jdbc.sql("""
                SELECT tenant_id, tenant.name, role FROM command_side.member
                  JOIN command_side.tenant USING (tenant_id)
                 WHERE user_id = ? AND status = 'ACTIVE' AND NOT tenant.suspended ORDER BY used_at DESC, tenant_id
                """).param(row.id().value())
                .query((member, number) -> new Membership(TenantId.of(member.getString("tenant_id")),
                        member.getString("name"), Role.valueOf(member.getString("role"))))
                .list();
        return new Account(row.id(), row.name(), row.email(), memberships);
    }

    private static void check(Registration registration) {
        Checks checks = new Checks().name("organization", registration.organization())
                .name("name", registration.name());
        checkEmail(checks, registration.email());
        Passwords.check(checks, "password", registration.password()).orRefuse();
    }

    private static Checks checkEmail(Checks checks, String email) {
        return checks.that(email.length() <= EMAIL_LENGTH && EMAIL.matcher(normal(email)).matches(), "email",
                "must be an e-mail address").text("email", email, EMAIL_LENGTH);
    }

    private static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
