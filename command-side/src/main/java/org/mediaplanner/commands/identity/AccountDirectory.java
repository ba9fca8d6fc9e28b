package org.mediaplanner.commands.identity;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Checks;
import org.mediaplanner.commands.Commands;
import org.mediaplanner.commands.identity.IdentityCommand.RegisterTenant;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Service;

/** Accounts in their own tables, beside the events: a person can be forgotten, what they decided cannot. */
@Service
class AccountDirectory implements Accounts {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]+\\.[^@\\s.]+");
    private static final int EMAIL_LENGTH = 254;
    private static final int PASSWORD_LEAST = 8;
    /** bcrypt reads no further. */
    private static final int PASSWORD_BYTES = 72;
    private static final String SELECT = "SELECT user_id, name, email, password_hash FROM command_side.account WHERE ";

    private final Commands commands;
    private final JdbcClient jdbc;
    private final BCryptPasswordEncoder encoder = new BCryptPasswordEncoder();
    private final String nobodysHash = encoder.encode("nobody's password");

    AccountDirectory(Commands commands, JdbcClient jdbc) {
        this.commands = commands;
        this.jdbc = jdbc;
    }

    private record Row(UserId id, String name, String email, String passwordHash) {}

    @Override
    public Registered register(Registration registration, String requestId) {
        check(registration);
        TenantId tenant = TenantId.next();
        UserId owner = UserId.next();
        RegisterTenant command = new RegisterTenant(tenant, owner, registration.organization(), registration.name(),
                normal(registration.email()), encoder.encode(registration.password()), registration.currency(),
                registration.timeZone());
        long position = commands.send(Caller.user(tenant, owner.value(), requestId), command).position();
        return new Registered(tenant, owner, position);
    }

    @Override
    public Optional<Account> authenticate(String email, String password) {
        @Nullable
        Row row = row(SELECT + "lower(email) = ?", normal(email));
        // The same work for an unknown address, so that the time taken tells nothing.
        boolean right = encoder.matches(password, row == null ? nobodysHash : row.passwordHash());
        return right && row != null ? Optional.of(account(row)) : Optional.empty();
    }

    @Override
    public Optional<Account> find(UserId userId) {
        return Optional.ofNullable(row(SELECT + "user_id = ?", userId.value())).map(this::account);
    }

    private @Nullable Row row(String sql, String parameter) {
        return jdbc.sql(sql).param(parameter).query((row, number) -> new Row(UserId.of(row.getString("user_id")),
                row.getString("name"), row.getString("email"), row.getString("password_hash"))).optional().orElse(null);
    }

    private Account account(Row row) {
        List<Membership> memberships = jdbc.sql("""
                SELECT tenant_id, tenant.name, role FROM command_side.member
                  JOIN command_side.tenant USING (tenant_id)
                 WHERE user_id = ? ORDER BY used_at DESC, tenant_id
                """).param(row.id().value())
                .query((member, number) -> new Membership(TenantId.of(member.getString("tenant_id")),
                        member.getString("name"), Role.valueOf(member.getString("role"))))
                .list();
        return new Account(row.id(), row.name(), row.email(), memberships);
    }

    private static void check(Registration registration) {
        int bytes = registration.password().getBytes(StandardCharsets.UTF_8).length;
        new Checks()
                .name("organization", registration.organization())
                .name("name", registration.name())
                .that(registration.email().length() <= EMAIL_LENGTH
                        && EMAIL.matcher(normal(registration.email())).matches(), "email", "must be an e-mail address")
                .text("email", registration.email(), EMAIL_LENGTH)
                .that(registration.password().length() >= PASSWORD_LEAST, "password",
                        "must have at least " + PASSWORD_LEAST + " characters")
                .that(bytes <= PASSWORD_BYTES, "password", "must have at most " + PASSWORD_BYTES + " bytes")
                .orRefuse();
    }

    private static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
