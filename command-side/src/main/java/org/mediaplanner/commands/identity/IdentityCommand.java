package org.mediaplanner.commands.identity;

import java.time.ZoneId;
import java.util.Currency;
import org.mediaplanner.commands.Command;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantId;

/** What can be asked of organisations and their members. */
sealed interface IdentityCommand extends Command<TenantId> {

    /** An organisation, the account of its first member, and that member as owner. */
    record RegisterTenant(TenantId tenantId, UserId userId, String organization, String name, String email,
            String passwordHash, Currency currency, ZoneId timeZone) implements IdentityCommand {

        /** A hash has no place in a log either. */
        @Override
        public String toString() {
            return "RegisterTenant[" + tenantId + "]";
        }
    }
}
