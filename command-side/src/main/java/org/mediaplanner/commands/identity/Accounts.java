package org.mediaplanner.commands.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.identity.FederatedIdentities.Identity;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.events.tenant.TenantId;

/** People, who stand above tenants, and the organisations that they belong to. Calls block. */
public interface Accounts {

    /** How long an invitation can be accepted. */
    Duration INVITED_FOR = Duration.ofDays(7);
    /** How long a link for a forgotten password is good. */
    Duration RESET_FOR = Duration.ofMinutes(30);

    /**
     * Registers an organisation with its first member, who owns it.
     *
     * @throws org.mediaplanner.commands.Refusal {@code email-taken}, or the fields that break a rule
     */
    Registered register(Registration registration, String requestId);

    /**
     * As {@link #register(Registration, String)}, for who signs in with {@code identity} and has no password.
     *
     * @throws org.mediaplanner.commands.Refusal {@code email-taken}, {@code identity-taken}, or the field that breaks a rule
     */
    Registered register(Identity identity, String organization, Currency currency, ZoneId timeZone, String requestId);

    /** Whether somebody has an account with {@code email}. */
    boolean isKnown(String email);

    /** The account, when the password is its own; takes as long where there is no such account. */
    Optional<Account> authenticate(String email, String password);

    Optional<Account> find(UserId userId);

    /**
     * Keeps a place in the caller's organisation for the person with an address. Whoever was invited before gets
     * another link, and the former one is good no more.
     *
     * @param clients the advertisers for which they are to work; {@code null} for all
     * @throws org.mediaplanner.commands.Refusal {@code already-member}, or the field that breaks a rule
     */
    Invited invite(Caller caller, String email, Role role, @Nullable List<ClientId> clients);

    /**
     * Takes the place that {@code token} was given for. Who has an account proves that they are themselves, by its
     * password or as whom another provider says they are: an invitation is known to who sent it. Who has none chooses a
     * password, and a name.
     *
     * @param proven who has shown to be somebody otherwise; {@code null} for nobody
     * @throws org.mediaplanner.commands.Refusal where there is no such invitation, or a field breaks a rule
     */
    Optional<Joined> accept(String token, @Nullable String name, @Nullable String password, @Nullable UserId proven,
            String requestId);

    /** To whom {@code token} was given, by their address; empty where it is none. */
    Optional<String> invited(String token);

    /**
     * Another password, where {@code current} is the one of now.
     *
     * @return whether it was
     */
    boolean changePassword(UserId user, String current, String next);

    /** What proves to be whoever reads the mail of {@code email}; empty where nobody signs in with this address. */
    Optional<Reset> forgot(String email);

    /**
     * Another password for whoever was given {@code token}, which is good once.
     *
     * @return whose; empty for no such token
     */
    Optional<UserId> reset(String token, String next);

    /** @param password 8 characters to 256 bytes; kept as an Argon2id hash */
    record Registration(String organization, String name, String email, String password, Currency currency,
            ZoneId timeZone) {

        /** A password has no place in a log. */
        @Override
        public String toString() {
            return "Registration[" + organization + "]";
        }
    }

    /** @param position the store's index of the last event */
    record Registered(TenantId tenantId, UserId userId, long position) {}

    /** @param memberships those that are active, the one used last first */
    record Account(UserId id, String name, String email, List<Membership> memberships) {}

    record Membership(TenantId tenantId, String organization, Role role) {}

    /** @param token shown this once */
    record Invited(UserId userId, String token, Instant expiresAt, long position) {

        @Override
        public String toString() {
            return "Invited[" + userId + "]";
        }
    }

    record Joined(Account account, TenantId tenantId) {}

    /** @param token sent this once */
    record Reset(String email, String token, Instant expiresAt) {

        @Override
        public String toString() {
            return "Reset[]";
        }
    }
}
