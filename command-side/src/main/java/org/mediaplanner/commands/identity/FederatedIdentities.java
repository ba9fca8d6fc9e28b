package org.mediaplanner.commands.identity;

import java.time.Duration;
import java.util.Optional;
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

    /** A code that stands for {@code identity}, good once. */
    String codeFor(Identity identity);

    /** Whom {@code code} stands for, if for anybody. */
    Optional<Identity> look(String code);

    /** The same; from then on it stands for nobody. */
    Optional<Identity> redeem(String code);

    /** Whose account {@code identity} signs in to. */
    Optional<UserId> find(Identity identity);

    /**
     * From now on {@code identity} signs in to the account of {@code user}.
     *
     * @throws org.mediaplanner.commands.Refusal {@code identity-taken} where it is another account's
     */
    void link(UserId user, Identity identity);
}
