package org.mediaplanner.commands.identity;

import java.util.Optional;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.events.identity.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Keeps them beside the accounts. */
@Service
class FederatedIdentityTable implements FederatedIdentities {

    private final JdbcClient jdbc;

    FederatedIdentityTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String codeFor(Identity identity) {
        String code = SecretText.next();
        jdbc.sql("""
                INSERT INTO command_side.sign_in_code (code_hash, issuer, subject, email, name, expires_at)
                VALUES (?, ?, ?, ?, ?, now() + ? * interval '1 second')
                """).params(SecretText.digest(code), identity.issuer(), identity.subject(), identity.email(),
                identity.name(), CODE_FOR.toSeconds()).update();
        return code;
    }

    @Override
    public Optional<Identity> look(String code) {
        return identity("""
                SELECT issuer, subject, email, name FROM command_side.sign_in_code
                 WHERE code_hash = ? AND expires_at > now()
                """, code);
    }

    @Override
    public Optional<Identity> redeem(String code) {
        return identity("""
                DELETE FROM command_side.sign_in_code WHERE code_hash = ? AND expires_at > now()
                RETURNING issuer, subject, email, name
                """, code);
    }

    private Optional<Identity> identity(String sql, String code) {
        return jdbc.sql(sql).param(SecretText.digest(code)).query((row, number) -> new Identity(row.getString(
                "issuer"), row.getString("subject"), row.getString("email"), row.getString("name"))).optional();
    }

    @Override
    public Optional<UserId> find(Identity identity) {
        return jdbc.sql("SELECT user_id FROM command_side.federated_identity WHERE issuer = ? AND subject = ?")
                .params(identity.issuer(), identity.subject()).query(String.class).optional().map(UserId::of);
    }

    @Override
    public void link(UserId user, Identity identity) {
        jdbc.sql("""
                INSERT INTO command_side.federated_identity (issuer, subject, user_id) VALUES (?, ?, ?)
                    ON CONFLICT (issuer, subject) DO NOTHING
                """).params(identity.issuer(), identity.subject(), user.value()).update();
        if (!find(identity).filter(user::equals).isPresent()) {
            throw Refusal.conflict("identity-taken", "This identity signs in to another account");
        }
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    void removeExpired() {
        jdbc.sql("DELETE FROM command_side.sign_in_code WHERE expires_at <= now()").update();
    }
}
