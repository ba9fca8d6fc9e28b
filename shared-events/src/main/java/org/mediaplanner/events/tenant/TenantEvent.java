package org.mediaplanner.events.tenant;

import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.EventType;
import org.mediaplanner.events.FreeText;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.Tenant.Quota;
import org.mediaplanner.events.workflow.WorkflowId;

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

    @EventType("tenant.renamed")
    record TenantRenamed(TenantId tenantId, @FreeText String before, @FreeText String after) implements TenantEvent {}

    @EventType("tenant.configured")
    record TenantConfigured(TenantId tenantId, TenantSettings before, TenantSettings after) implements TenantEvent {}

    @EventType("tenant.member-invited")
    record MemberInvited(TenantId tenantId, UserId userId, Role role) implements TenantEvent {}

    @EventType("tenant.member-role-changed")
    record MemberRoleChanged(TenantId tenantId, UserId userId, Role before, Role after) implements TenantEvent {}

    /** @param after the advertisers for which the member works; {@code null} for all */
    @EventType("tenant.member-limited")
    record MemberLimited(TenantId tenantId, UserId userId, @Nullable List<ClientId> before,
            @Nullable List<ClientId> after) implements TenantEvent {}

    @EventType("tenant.member-suspended")
    record MemberSuspended(TenantId tenantId, UserId userId) implements TenantEvent {}

    @EventType("tenant.member-resumed")
    record MemberResumed(TenantId tenantId, UserId userId) implements TenantEvent {}

    /** Somebody left or was sent away; one who was invited is so no more. */
    @EventType("tenant.member-removed")
    record MemberRemoved(TenantId tenantId, UserId userId) implements TenantEvent {}

    /** An operator took the organisation off the air; nothing of it is lost. */
    @EventType("tenant.suspended")
    record TenantSuspended(TenantId tenantId, @FreeText String reason) implements TenantEvent {}

    @EventType("tenant.resumed")
    record TenantResumed(TenantId tenantId) implements TenantEvent {}

    @EventType("tenant.quota-set")
    record TenantQuotaSet(TenantId tenantId, @Nullable Quota before, @Nullable Quota after) implements TenantEvent {}

    /**
     * An owner has the organisation deleted: nobody acts for it any more.
     *
     * @param workflowId the work that does it
     */
    @EventType("tenant.deletion-requested")
    record TenantDeletionRequested(TenantId tenantId, WorkflowId workflowId) implements TenantEvent {}

    /** Its key, its people's places and everything that was remembered of it are gone. The last of its events. */
    @EventType("tenant.deleted")
    record TenantDeleted(TenantId tenantId) implements TenantEvent {}

    /** What a member may do, from most to least. */
    enum Role {
        OWNER, ADMIN, PLANNER, ANALYST, VIEWER
    }
}
