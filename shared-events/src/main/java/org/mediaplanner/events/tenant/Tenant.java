package org.mediaplanner.events.tenant;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantEvent.MemberInvited;
import org.mediaplanner.events.tenant.TenantEvent.MemberJoined;
import org.mediaplanner.events.tenant.TenantEvent.MemberLimited;
import org.mediaplanner.events.tenant.TenantEvent.MemberRemoved;
import org.mediaplanner.events.tenant.TenantEvent.MemberResumed;
import org.mediaplanner.events.tenant.TenantEvent.MemberRoleChanged;
import org.mediaplanner.events.tenant.TenantEvent.MemberSuspended;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.events.tenant.TenantEvent.TenantConfigured;
import org.mediaplanner.events.tenant.TenantEvent.TenantDeleted;
import org.mediaplanner.events.tenant.TenantEvent.TenantDeletionRequested;
import org.mediaplanner.events.tenant.TenantEvent.TenantQuotaSet;
import org.mediaplanner.events.tenant.TenantEvent.TenantRegistered;
import org.mediaplanner.events.tenant.TenantEvent.TenantRenamed;
import org.mediaplanner.events.tenant.TenantEvent.TenantResumed;
import org.mediaplanner.events.tenant.TenantEvent.TenantSuspended;
import org.mediaplanner.events.workflow.WorkflowId;

/**
 * What the events of one organisation say, folded.
 *
 * @param members those who were invited or have joined, in that order
 * @param suspended whether an operator has taken it off the air
 * @param quota what an operator allows; {@code null} for what everybody gets
 * @param deletion {@code null} while nobody has asked for it
 */
public record Tenant(TenantId id, String name, TenantSettings settings, Map<UserId, Member> members, boolean suspended,
        @Nullable Quota quota, @Nullable Deletion deletion) {

    /**
     * Somebody's place in an organisation.
     *
     * @param clients the advertisers for which they work; {@code null} for all
     */
    public record Member(Role role, MemberStatus status, @Nullable List<ClientId> clients) {

        /** Whether this is one of those without whom nobody could look after the organisation. */
        public boolean isActiveOwner() {
            return role == Role.OWNER && status == MemberStatus.ACTIVE;
        }
    }

    /** Whether somebody may act for the organisation, and why not. */
    public enum MemberStatus {
        INVITED, ACTIVE, SUSPENDED
    }

    /** @param requestsPerMinute at most, whatever the organisation itself has set */
    public record Quota(int requestsPerMinute) {}

    /**
     * The end of an organisation.
     *
     * @param workflowId the work that brings it about
     * @param done whether nothing is left
     */
    public record Deletion(WorkflowId workflowId, boolean done) {}

    /** The state after {@code event}; {@code null} stands for "not yet registered". */
    public static Tenant evolve(@Nullable Tenant tenant, TenantEvent event) {
        if (tenant != null) {
            return tenant.after(event);
        }
        if (event instanceof TenantRegistered e) {
            return new Tenant(e.tenantId(), e.name(), TenantSettings.of(e.currency(), e.timeZone()), Map.of(), false,
                    null, null);
        }
        throw new IllegalStateException("An organisation's first event must register it, not " + event);
    }

    /** Whether anybody may act for it. */
    public boolean isOpen() {
        return !suspended && deletion == null;
    }

    /** How many requests a minute its callers may make together. */
    public int requestsPerMinute() {
        return quota == null
                ? settings.requestsPerMinute()
                : Math.min(settings.requestsPerMinute(), quota.requestsPerMinute());
    }

    private Tenant after(TenantEvent event) {
        return switch (event) {
            case TenantRegistered e -> throw new IllegalStateException(id + " was registered already: " + e);
            case TenantRenamed e -> new Tenant(id, e.after(), settings, members, suspended, quota, deletion);
            case TenantConfigured e -> new Tenant(id, name, e.after(), members, suspended, quota, deletion);
            case MemberInvited e ->
                with(e.userId(), before -> new Member(e.role(), MemberStatus.INVITED, clients(before)));
            case MemberJoined e ->
                with(e.userId(), before -> new Member(e.role(), MemberStatus.ACTIVE, clients(before)));
            case MemberRoleChanged e -> with(e.userId(), before -> before == null
                    ? null
                    : new Member(e.after(), before.status(), before.clients()));
            case MemberLimited e -> with(e.userId(), before -> before == null
                    ? null
                    : new Member(before.role(), before.status(), e.after()));
            case MemberSuspended e -> with(e.userId(), before -> in(before, MemberStatus.SUSPENDED));
            case MemberResumed e -> with(e.userId(), before -> in(before, MemberStatus.ACTIVE));
            case MemberRemoved e -> with(e.userId(), before -> null);
            case TenantSuspended e -> new Tenant(id, name, settings, members, true, quota, deletion);
            case TenantResumed e -> new Tenant(id, name, settings, members, false, quota, deletion);
            case TenantQuotaSet e -> new Tenant(id, name, settings, members, suspended, e.after(), deletion);
            case TenantDeletionRequested e -> new Tenant(id, name, settings, members, suspended, quota,
                    new Deletion(e.workflowId(), false));
            case TenantDeleted _ -> new Tenant(id, name, settings, members, suspended, quota, deletion == null
                    ? null
                    : new Deletion(deletion.workflowId(), true));
        };
    }

    private Tenant with(UserId user, UnaryOperator<@Nullable Member> change) {
        Map<UserId, Member> after = new LinkedHashMap<>(members);
        Member changed = change.apply(after.get(user));
        if (changed == null) {
            after.remove(user);
        } else {
            after.put(user, changed);
        }
        return new Tenant(id, name, settings, Collections.unmodifiableMap(after), suspended, quota, deletion);
    }

    private static @Nullable List<ClientId> clients(@Nullable Member member) {
        return member == null ? null : member.clients();
    }

    private static @Nullable Member in(@Nullable Member member, MemberStatus status) {
        return member == null ? null : new Member(member.role(), status, member.clients());
    }
}
