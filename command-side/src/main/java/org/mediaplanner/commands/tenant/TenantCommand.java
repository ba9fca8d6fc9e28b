package org.mediaplanner.commands.tenant;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Change;
import org.mediaplanner.commands.Command;
import org.mediaplanner.commands.OnVersion;
import org.mediaplanner.commands.Versioned;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.Tenant;
import org.mediaplanner.events.tenant.Tenant.Quota;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.events.workflow.WorkflowId;

/** What can be asked of an organisation that is registered. */
public sealed interface TenantCommand extends Command<Versioned<Tenant>> {

    TenantId tenantId();

    record EditTenant(TenantId tenantId, long expectedVersion, @Nullable Change<String> name,
            @Nullable SettingsChange settings) implements TenantCommand, OnVersion {}

    /**
     * A place is kept for {@code userId}, which is nobody's until it is taken.
     *
     * @param clients the advertisers for which they are to work; {@code null} for all
     */
    record InviteMember(TenantId tenantId, UserId userId, Role role, @Nullable List<ClientId> clients)
            implements
            TenantCommand {}

    /** The place that was kept is taken. */
    record JoinTenant(TenantId tenantId, UserId userId) implements TenantCommand {}

    /**
     * @param suspended whether the member may act for the organisation; {@code null} to leave it so
     * @param clients the advertisers for which the member works, or {@code null} in it for all
     */
    record ChangeMember(TenantId tenantId, UserId userId, @Nullable Role role, @Nullable Boolean suspended,
            @Nullable Change<List<ClientId>> clients) implements TenantCommand {}

    record RemoveMember(TenantId tenantId, UserId userId) implements TenantCommand {}

    record SuspendTenant(TenantId tenantId, String reason) implements TenantCommand {}

    record ResumeTenant(TenantId tenantId) implements TenantCommand {}

    /** @param quota {@code null} for what everybody gets */
    record SetQuota(TenantId tenantId, @Nullable Quota quota) implements TenantCommand {}

    /**
     * Nobody acts for it any more, and what is kept of it goes.
     *
     * @param confirmName the organisation's name, typed once more
     * @param workflowId of the work that is to do it
     */
    record RequestTenantDeletion(TenantId tenantId, long expectedVersion, String confirmName, WorkflowId workflowId)
            implements
            TenantCommand,
            OnVersion {}

    /** All of it is gone. */
    record ConfirmTenantDeletion(TenantId tenantId) implements TenantCommand {}
}
