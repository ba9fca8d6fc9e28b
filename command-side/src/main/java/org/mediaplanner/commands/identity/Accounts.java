package org.mediaplanner.commands.identity;

import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.events.tenant.TenantId;

/** People, who stand above tenants, and the organisations that they belong to. Calls block. */
public interface Accounts {

    /**
     * Registers an organisation with its first member, who owns it.
     *
     * @throws org.mediaplanner.commands.Refusal {@code email-taken}, or the fields that break a rule
     */
    Registered register(Registration registration, String requestId);

    /** The account, when the password is its own; takes as long where there is no such account. */
    Optional<Account> authenticate(String email, String password);

    Optional<Account> find(UserId userId);

    /** @param password 8 to 72 bytes; kept as a bcrypt hash */
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

    /** @param memberships the one used last first */
    record Account(UserId id, String name, String email, List<Membership> memberships) {}

    record Membership(TenantId tenantId, String organization, Role role) {}
}
