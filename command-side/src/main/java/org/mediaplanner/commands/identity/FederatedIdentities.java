package org.mediaplanner.commands.identity;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.identity.UserId;

/** Whom other providers say people are. Calls block. */
public interface FederatedIdentities {

    /** How long a code is good. */
    Duration CODE_FOR = Duration.ofSeconds(60);

    /**
     * Somebody, as a provider knows them.
     *
     * @param issuer the provider
     * @param subject never given to another person there, unlike an address
     * @param email which the provider has seen to be theirs
     * @param name empty where the provider does not tell it
     */
    record Identity(String issuer, String subject, String email, String name) {

        /** What a provider tells of a person has no place in a log. */
        @Override
        public String toString() {
            return "Identity[" + issuer + "]";
        }
    }

    /**
     * A code that stands for {@code identity}, good once.
     *
     * @param challenge of the page that began it: SHA-256 of what only that page can show, in Base64 for URLs; empty for a
     *        page that has chosen nothing
     */
    String codeFor(Identity identity, String challenge);

    /**
     * Whom {@code code} stands for, if for anybody.
     *
     * @param verifier what the page shows; {@code null} for nothing
     */
    Optional<Identity> look(String code, @Nullable String verifier);

    /** The same; from then on it stands for nobody. */
    Optional<Identity> redeem(String code, @Nullable String verifier);

    /** Whose account {@code identity} signs in to. */
    Optional<UserId> find(Identity identity);

    /**
     * From now on {@code identity} signs in to the account of {@code user}.
     *
     * @throws org.mediaplanner.commands.Refusal {@code identity-taken} where it is another account's, {@code already-linked}
     *         where the account has another of that provider
     */
    void link(UserId user, Identity identity);

    /**
     * From now on nobody signs in to the account of {@code user} in this way.
     *
     * @throws org.mediaplanner.commands.Refusal {@code no-password} where there would be no way left
     */
    void unlink(UserId user);

    /** Whether somebody signs in to the account of {@code user} in this way. */
    boolean isLinked(UserId user);
}
