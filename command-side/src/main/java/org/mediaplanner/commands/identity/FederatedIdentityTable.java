package org.mediaplanner.commands.identity;

import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    public String codeFor(Identity identity, String challenge) {
        String code = SecretText.next();
        jdbc.sql("""
                INSERT INTO command_side.sign_in_code (code_hash, issuer, subject, email, name, challenge, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, now() + ? * interval '1 second')
                """).params(SecretText.digest(code), identity.issuer(), identity.subject(), identity.email(),
                identity.name(), challenge, CODE_FOR.toSeconds()).update();
        return code;
    }

    @Override
    public Optional<Identity> look(String code, @Nullable String verifier) {
        return identity("""
                SELECT issuer, subject, email, name FROM command_side.sign_in_code
                 WHERE code_hash = ? AND challenge = ? AND expires_at > now()
                """, code, verifier);
    }

    @Override
    public Optional<Identity> redeem(String code, @Nullable String verifier) {
        return identity("""
                DELETE FROM command_side.sign_in_code WHERE code_hash = ? AND challenge = ? AND expires_at > now()
                RETURNING issuer, subject, email, name
                """, code, verifier);
    }

    private Optional<Identity> identity(String sql, String code, @Nullable String verifier) {
        String challenge = verifier == null
                ? ""
                : Base64.getUrlEncoder().withoutPadding().encodeToString(SecretText.digest(verifier));
        return jdbc.sql(sql).params(SecretText.digest(code), challenge)
                .query((row, number) -> new Identity(row.getString(
                        "issuer"), row.getString("subject"), row.getString("email"), row.getString("name")))
                .optional();
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
                    ON CONFLICT DO NOTHING
                """).params(identity.issuer(), identity.subject(), user.value()).update();
        Optional<UserId> linked = find(identity);
        if (linked.isEmpty()) {
            throw Refusal.conflict("already-linked", "This account is linked to another identity; unlink that first");
        }
        if (!linked.get().equals(user)) {
            throw Refusal.conflict("identity-taken", "This identity signs in to another account");
        }
    }

    @Override
    public void unlink(UserId user) {
        int unlinked = jdbc.sql("""
                DELETE FROM command_side.federated_identity f USING command_side.account
                 WHERE f.user_id = ? AND account.user_id = f.user_id AND account.password_hash IS NOT NULL
                """).param(user.value()).update();
        if (unlinked == 0 && isLinked(user)) {
            throw Refusal.conflict("no-password", "There would be no way left to sign in: choose a password first");
        }
    }

    @Override
    public boolean isLinked(UserId user) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM command_side.federated_identity WHERE user_id = ?)")
                .param(user.value()).query(Boolean.class).single();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    void removeExpired() {
        jdbc.sql("DELETE FROM command_side.sign_in_code WHERE expires_at <= now()").update();
    }
}
