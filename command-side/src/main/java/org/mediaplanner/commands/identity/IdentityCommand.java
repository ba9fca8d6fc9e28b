package org.mediaplanner.commands.identity;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Command;
import org.mediaplanner.commands.identity.FederatedIdentities.Identity;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.events.tenant.TenantId;

/** What can be asked of people and their way into an organisation. None shows what it holds: it is secret or personal. */
sealed interface IdentityCommand {

    /**
     * An organisation, the account of its first member, and that member as owner.
     *
     * @param passwordHash {@code null} for who signs in with {@code identity}
     * @param identity {@code null} for who signs in with a password
     */
    record RegisterTenant(TenantId tenantId, UserId userId, String organization, String name, String email,
            @Nullable String passwordHash, @Nullable Identity identity, Currency currency, ZoneId timeZone)
            implements IdentityCommand, Command<TenantId> {

        @Override
        public String toString() {
            return "RegisterTenant[" + tenantId + "]";
        }
    }

    /**
     * A place for the person with an e-mail address, whose account is made where there is none.
     *
     * @param newId of that account
     */
    record InvitePerson(TenantId tenantId, UserId newId, String email, Role role, @Nullable List<ClientId> clients,
            String token, Instant expiresAt)
            implements IdentityCommand, Command<UserId> {

        @Override
        public String toString() {
            return "InvitePerson[" + tenantId + "]";
        }
    }

    /**
     * The place is taken by whom it was kept for.
     *
     * @param passwordHash of a new account; {@code null} where there is one with a password
     */
    record AcceptInvitation(TenantId tenantId, UserId userId, String token, @Nullable String name,
            @Nullable String passwordHash) implements IdentityCommand, Command<TenantId> {

        @Override
        public String toString() {
            return "AcceptInvitation[" + tenantId + "]";
        }
    }
}
