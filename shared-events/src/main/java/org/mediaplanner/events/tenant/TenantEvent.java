package org.mediaplanner.events.tenant;

import java.time.ZoneId;
import java.util.Currency;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.EventType;
import org.mediaplanner.events.FreeText;
import org.mediaplanner.events.identity.UserId;

/** What can happen to an organisation. */
public sealed interface TenantEvent extends DomainEvent {

    TenantId tenantId();

    @Override
    default String streamId() {
        return tenantId().value();
    }

    @EventType("tenant.registered")
    record TenantRegistered(TenantId tenantId, @FreeText String name, Currency currency, ZoneId timeZone)
            implements
            TenantEvent {}

    /** An account became a member; who that is stands in the account alone. */
    @EventType("tenant.member-joined")
    record MemberJoined(TenantId tenantId, UserId userId, Role role) implements TenantEvent {}

    /** What a member may do, from most to least. */
    enum Role {
        OWNER, ADMIN, PLANNER, ANALYST, VIEWER
    }
}
