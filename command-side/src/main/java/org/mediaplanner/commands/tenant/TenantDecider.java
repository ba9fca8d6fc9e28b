package org.mediaplanner.commands.tenant;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Change;
import org.mediaplanner.commands.Checks;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.tenant.TenantCommand.ChangeMember;
import org.mediaplanner.commands.tenant.TenantCommand.ConfirmTenantDeletion;
import org.mediaplanner.commands.tenant.TenantCommand.EditTenant;
import org.mediaplanner.commands.tenant.TenantCommand.InviteMember;
import org.mediaplanner.commands.tenant.TenantCommand.JoinTenant;
import org.mediaplanner.commands.tenant.TenantCommand.RemoveMember;
import org.mediaplanner.commands.tenant.TenantCommand.RequestTenantDeletion;
import org.mediaplanner.commands.tenant.TenantCommand.ResumeTenant;
import org.mediaplanner.commands.tenant.TenantCommand.SetQuota;
import org.mediaplanner.commands.tenant.TenantCommand.SuspendTenant;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.Tenant;
import org.mediaplanner.events.tenant.Tenant.Member;
import org.mediaplanner.events.tenant.Tenant.MemberStatus;
import org.mediaplanner.events.tenant.Tenant.Quota;
import org.mediaplanner.events.tenant.TenantEvent;
import org.mediaplanner.events.tenant.TenantEvent.MemberInvited;
import org.mediaplanner.events.tenant.TenantEvent.MemberJoined;
import org.mediaplanner.events.tenant.TenantEvent.MemberLimited;
import org.mediaplanner.events.tenant.TenantEvent.MemberRemoved;
import org.mediaplanner.events.tenant.TenantEvent.MemberResumed;
import org.mediaplanner.events.tenant.TenantEvent.MemberRoleChanged;
import org.mediaplanner.events.tenant.TenantEvent.MemberSuspended;
import org.mediaplanner.events.tenant.TenantEvent.TenantConfigured;
import org.mediaplanner.events.tenant.TenantEvent.TenantDeleted;
import org.mediaplanner.events.tenant.TenantEvent.TenantDeletionRequested;
import org.mediaplanner.events.tenant.TenantEvent.TenantQuotaSet;
import org.mediaplanner.events.tenant.TenantEvent.TenantRenamed;
import org.mediaplanner.events.tenant.TenantEvent.TenantResumed;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.events.tenant.TenantEvent.TenantSuspended;
import org.mediaplanner.events.tenant.TenantSettings;

/** Decides what a command makes happen to an organisation and its members. */
final class TenantDecider {

    private static final int MEMBERS = 1_000;
    private static final int CLIENTS = 100;

    private TenantDecider() {}

    /** The events that follow, none where nothing has to change; refuses what must not happen. */
    static List<TenantEvent> decide(@Nullable Tenant tenant, TenantCommand command) {
        if (tenant == null) {
            throw Refusal.absent("organisation");
        }
        if (tenant.deletion() != null && !(command instanceof ConfirmTenantDeletion)) {
            if (tenant.deletion().done()) {
                throw Refusal.absent("organisation");
            }
            throw Refusal.conflict("being-deleted", "This organisation is being deleted");
        }
        return switch (command) {
            case EditTenant edit -> edit(tenant, edit);
            case InviteMember invite -> invite(tenant, invite);
            case JoinTenant join -> join(tenant, join);
            case ChangeMember change -> change(tenant, change);
            case RemoveMember remove -> remove(tenant, remove);
            case SuspendTenant suspend -> suspend(tenant, suspend);
            case ResumeTenant resume -> tenant.suspended() ? List.of(new TenantResumed(tenant.id())) : List.of();
            case SetQuota set -> quota(tenant, set.quota());
            case RequestTenantDeletion request -> delete(tenant, request);
            case ConfirmTenantDeletion _ -> confirm(tenant);
        };
    }

    private static List<TenantEvent> edit(Tenant tenant, EditTenant c) {
        String name = Change.require(c.name(), tenant.name());
        TenantSettings settings = c.settings() == null ? tenant.settings() : c.settings().in(tenant.settings());
        Checks checks = new Checks().name("name", name);
        SettingsRules.check(settings, checks);
        checks.orRefuse();
        List<TenantEvent> events = new ArrayList<>();
        if (!name.equals(tenant.name())) {
            events.add(new TenantRenamed(tenant.id(), tenant.name(), name));
        }
        if (!settings.equals(tenant.settings())) {
            events.add(new TenantConfigured(tenant.id(), tenant.settings(), settings));
        }
        return events;
    }

    /** Whoever was invited before is invited again: the new link is good, and so is the new role. */
    private static List<TenantEvent> invite(Tenant tenant, InviteMember c) {
        Member member = tenant.members().get(c.userId());
        if (member != null && member.status() != MemberStatus.INVITED) {
            throw Refusal.conflict("already-member", "This person is a member already");
        }
        if (member == null && tenant.members().size() >= MEMBERS) {
            throw Refusal.rule("too-many-members", "An organisation has at most " + MEMBERS + " members");
        }
        checkLimit(c.role(), c.clients());
        List<TenantEvent> events = new ArrayList<>();
        if (member == null || member.role() != c.role()) {
            events.add(new MemberInvited(tenant.id(), c.userId(), c.role()));
        }
        limit(tenant, c.userId(), member == null ? null : member.clients(), c.clients()).ifPresent(events::add);
        return events;
    }

    private static void checkLimit(Role role, @Nullable List<ClientId> clients) {
        new Checks().that(clients == null || !clients.isEmpty(), "clientIds", "must name one at least, or be left out")
                .that(clients == null || clients.size() <= CLIENTS, "clientIds", "must be at most " + CLIENTS)
                .that(clients == null || role != Role.OWNER, "clientIds", "must be left out: an owner works for all")
                .orRefuse();
    }

    private static Optional<TenantEvent> limit(Tenant tenant, UserId user, @Nullable List<ClientId> before,
            @Nullable List<ClientId> wanted) {
        List<ClientId> after = wanted == null ? null : wanted.stream().distinct().toList();
        return Objects.equals(before, after)
                ? Optional.empty()
                : Optional.of(new MemberLimited(tenant.id(), user, before, after));
    }

    private static List<TenantEvent> join(Tenant tenant, JoinTenant c) {
        Member member = known(tenant, c.userId());
        if (member.status() != MemberStatus.INVITED) {
            throw Refusal.conflict("already-member", "This person is a member already");
        }
        return List.of(new MemberJoined(tenant.id(), c.userId(), member.role()));
    }

    private static List<TenantEvent> change(Tenant tenant, ChangeMember c) {
        Member member = known(tenant, c.userId());
        List<TenantEvent> events = new ArrayList<>();
        if (c.role() != null && c.role() != member.role()) {
            events.add(new MemberRoleChanged(tenant.id(), c.userId(), member.role(), c.role()));
        }
        if (c.suspended() != null) {
            if (member.status() == MemberStatus.INVITED) {
                throw Refusal.conflict("not-joined", "Who was invited and has not come cannot be suspended or resumed");
            }
            boolean isSuspended = member.status() == MemberStatus.SUSPENDED;
            if (c.suspended() != isSuspended) {
                events.add(isSuspended
                        ? new MemberResumed(tenant.id(), c.userId())
                        : new MemberSuspended(tenant.id(), c.userId()));
            }
        }
        List<ClientId> clients = Change.apply(c.clients(), member.clients());
        checkLimit(Objects.requireNonNullElse(c.role(), member.role()), clients);
        limit(tenant, c.userId(), member.clients(), clients).ifPresent(events::add);
        return keepingAnOwner(tenant, events);
    }

    private static List<TenantEvent> remove(Tenant tenant, RemoveMember c) {
        known(tenant, c.userId());
        return keepingAnOwner(tenant, List.of(new MemberRemoved(tenant.id(), c.userId())));
    }

    private static List<TenantEvent> keepingAnOwner(Tenant tenant, List<TenantEvent> events) {
        Tenant after = tenant;
        for (TenantEvent event : events) {
            after = Tenant.evolve(after, event);
        }
        if (after.members().values().stream().noneMatch(Member::isActiveOwner)) {
            throw Refusal.conflict("last-owner", "An organisation keeps at least one owner who can sign in");
        }
        return events;
    }

    private static List<TenantEvent> suspend(Tenant tenant, SuspendTenant c) {
        new Checks().that(!c.reason().isBlank(), "reason", "must not be blank")
                .text("reason", c.reason(), Checks.REASON_LENGTH).orRefuse();
        return tenant.suspended() ? List.of() : List.of(new TenantSuspended(tenant.id(), c.reason()));
    }

    private static List<TenantEvent> quota(Tenant tenant, @Nullable Quota quota) {
        if (quota != null) {
            new Checks().that(SettingsRules.isRate(quota.requestsPerMinute()), "quota.requestsPerMinute",
                    SettingsRules.RATE).orRefuse();
        }
        return Objects.equals(quota, tenant.quota())
                ? List.of()
                : List.of(new TenantQuotaSet(tenant.id(), tenant.quota(), quota));
    }

    private static List<TenantEvent> delete(Tenant tenant, RequestTenantDeletion c) {
        new Checks().that(c.confirmName().equals(tenant.name()), "confirmName", "must be the organisation's name")
                .orRefuse();
        return List.of(new TenantDeletionRequested(tenant.id(), c.workflowId()));
    }

    private static List<TenantEvent> confirm(Tenant tenant) {
        if (tenant.deletion() == null) {
            throw Refusal.conflict("not-being-deleted", "Nobody has asked for this organisation to be deleted");
        }
        return tenant.deletion().done() ? List.of() : List.of(new TenantDeleted(tenant.id()));
    }

    private static Member known(Tenant tenant, UserId user) {
        Member member = tenant.members().get(user);
        if (member == null) {
            throw Refusal.absent("member");
        }
        return member;
    }
}
