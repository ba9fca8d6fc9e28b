package org.mediaplanner.commands.tenant;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mediaplanner.commands.Change;
import org.mediaplanner.commands.DeciderFixture;
import org.mediaplanner.commands.Refusal.Kind;
import org.mediaplanner.commands.tenant.TenantCommand.ChangeMember;
import org.mediaplanner.commands.tenant.TenantCommand.EditTenant;
import org.mediaplanner.commands.tenant.TenantCommand.InviteMember;
import org.mediaplanner.commands.tenant.TenantCommand.JoinTenant;
import org.mediaplanner.commands.tenant.TenantCommand.RemoveMember;
import org.mediaplanner.commands.tenant.TenantCommand.ConfirmTenantDeletion;
import org.mediaplanner.commands.tenant.TenantCommand.RequestTenantDeletion;
import org.mediaplanner.commands.tenant.TenantCommand.ResumeTenant;
import org.mediaplanner.commands.tenant.TenantCommand.SetQuota;
import org.mediaplanner.commands.tenant.TenantCommand.SuspendTenant;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.tenant.Tenant;
import org.mediaplanner.events.tenant.Tenant.Quota;
import org.mediaplanner.events.tenant.TenantEvent;
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
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.events.workflow.WorkflowId;
import org.mediaplanner.events.tenant.TenantSettings;
import org.mediaplanner.events.tenant.TenantSettings.AutoApprove;
import org.mediaplanner.events.tenant.TenantSettings.Band;
import org.mediaplanner.events.tenant.TenantSettings.ConflictRule;
import org.mediaplanner.events.tenant.TenantSettings.PacingBands;

class TenantDeciderTest {

    private static final TenantId ID = TenantId.next();
    private static final UserId OWNER = UserId.next();
    private static final UserId ANNA = UserId.next();
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final TenantRegistered REGISTERED = new TenantRegistered(ID, "Acme", EUR, ZoneId.of("UTC"));
    private static final MemberJoined OWNED = new MemberJoined(ID, OWNER, Role.OWNER);
    private static final MemberInvited INVITED = new MemberInvited(ID, ANNA, Role.ANALYST);
    private static final MemberJoined JOINED = new MemberJoined(ID, ANNA, Role.ANALYST);
    private static final TenantSettings USUAL = TenantSettings.of(EUR, ZoneId.of("UTC"));

    private final DeciderFixture<Tenant, TenantCommand, TenantEvent> fixture = new DeciderFixture<>(Tenant::evolve,
            TenantDecider::decide);

    private static SettingsChange settings(DayOfWeek weekStart, Money limit, @Nullable AutoApprove auto, int days,
            Band ok, Band watch, int rate) {
        return new SettingsChange(null, null, weekStart, Change.to(limit), true, Change.to(auto), days, ok, watch,
                ConflictRule.OURS, rate);
    }

    @Test
    void an_organisation_is_renamed_and_configured() {
        TenantSettings after = new TenantSettings(EUR, ZoneId.of("UTC"), DayOfWeek.SUNDAY, Money.of("500", "EUR"), true,
                null, 7, new PacingBands(new Band(90, 110), new Band(80, 120)), ConflictRule.OURS, 600);
        fixture.given(REGISTERED, OWNED)
                .when(new EditTenant(ID, 2, Change.to("Apex"), settings(DayOfWeek.SUNDAY, Money.of("500", "EUR"), null,
                        7, new Band(90, 110), new Band(80, 120), 600)))
                .then(new TenantRenamed(ID, "Acme", "Apex"), new TenantConfigured(ID, USUAL, after));
        fixture.given(REGISTERED, OWNED, new TenantConfigured(ID, USUAL, after)).when(new EditTenant(ID, 3, null,
                new SettingsChange(null, null, null, Change.to(null), null, null, 30, null, null, null, null)))
                .then(new TenantConfigured(ID, after, new TenantSettings(EUR, ZoneId.of("UTC"), DayOfWeek.SUNDAY, null,
                        true, null, 30, after.pacing(), ConflictRule.OURS, 600)));
        fixture.given(REGISTERED, OWNED).when(new EditTenant(ID, 2, null, null)).thenNothing();
        fixture.given().when(new EditTenant(ID, 2, null, null)).refused(Kind.ABSENT, "not-found");
    }

    @Test
    void settings_that_make_no_sense_are_named() {
        Money debt = Money.of("-1", "EUR");
        SettingsChange wrong = settings(DayOfWeek.FRIDAY, debt, new AutoApprove(new BigDecimal("101"), debt), 366,
                new Band(101, 99), new Band(96, 104), 59);
        fixture.given(REGISTERED, OWNED).when(new EditTenant(ID, 2, Change.to(""), wrong)).refusedNaming("name",
                "settings.weekStart", "settings.approvalLimit", "settings.restatementDays",
                "settings.requestsPerMinute", "settings.autoApprove.maxPercent", "settings.autoApprove.maxAmount",
                "settings.pacing.ok");
        SettingsChange narrow = settings(DayOfWeek.MONDAY, Money.of("0", "EUR"), null, 0, new Band(90, 110),
                new Band(95, 115), 60);
        fixture.given(REGISTERED, OWNED).when(new EditTenant(ID, 2, null, narrow)).refusedNaming(
                "settings.pacing.watch");
    }

    @Test
    void somebody_is_invited_again_and_joins_once() {
        fixture.given(REGISTERED, OWNED).when(new InviteMember(ID, ANNA, Role.ANALYST, null)).then(INVITED);
        fixture.given(REGISTERED, OWNED, INVITED).when(new InviteMember(ID, ANNA, Role.ANALYST, null)).thenNothing();
        fixture.given(REGISTERED, OWNED, INVITED).when(new InviteMember(ID, ANNA, Role.ADMIN, null))
                .then(new MemberInvited(ID, ANNA, Role.ADMIN));
        fixture.given(REGISTERED, OWNED, INVITED).when(new JoinTenant(ID, ANNA)).then(JOINED);
        fixture.given(REGISTERED, OWNED, INVITED, JOINED).when(new JoinTenant(ID, ANNA))
                .refused(Kind.CONFLICT, "already-member");
        fixture.given(REGISTERED, OWNED).when(new JoinTenant(ID, ANNA)).refused(Kind.ABSENT, "not-found");
        fixture.given(REGISTERED, OWNED).when(new InviteMember(ID, OWNER, Role.ANALYST, null))
                .refused(Kind.CONFLICT, "already-member");
    }

    @Test
    void a_member_gets_another_role_and_is_suspended_and_resumed() {
        fixture.given(REGISTERED, OWNED, INVITED, JOINED).when(new ChangeMember(ID, ANNA, Role.ADMIN, true, null))
                .then(new MemberRoleChanged(ID, ANNA, Role.ANALYST, Role.ADMIN), new MemberSuspended(ID, ANNA));
        fixture.given(REGISTERED, OWNED, INVITED, JOINED, new MemberSuspended(ID, ANNA))
                .when(new ChangeMember(ID, ANNA, null, false, null)).then(new MemberResumed(ID, ANNA));
        fixture.given(REGISTERED, OWNED, INVITED, JOINED).when(new ChangeMember(ID, ANNA, Role.ANALYST, false, null))
                .thenNothing();
        fixture.given(REGISTERED, OWNED, INVITED).when(new ChangeMember(ID, ANNA, null, true, null))
                .refused(Kind.CONFLICT, "not-joined");
        fixture.given(REGISTERED, OWNED).when(new ChangeMember(ID, ANNA, Role.ADMIN, null, null))
                .refused(Kind.ABSENT, "not-found");
    }

    @Test
    void an_organisation_keeps_an_owner_who_can_sign_in() {
        fixture.given(REGISTERED, OWNED, INVITED, JOINED).when(new ChangeMember(ID, OWNER, Role.ADMIN, null, null))
                .refused(Kind.CONFLICT, "last-owner");
        fixture.given(REGISTERED, OWNED, INVITED, JOINED).when(new ChangeMember(ID, OWNER, null, true, null))
                .refused(Kind.CONFLICT, "last-owner");
        fixture.given(REGISTERED, OWNED, INVITED, JOINED).when(new RemoveMember(ID, OWNER))
                .refused(Kind.CONFLICT, "last-owner");
        fixture.given(REGISTERED, OWNED, new MemberInvited(ID, ANNA, Role.OWNER)).when(new RemoveMember(ID, OWNER))
                .refused(Kind.CONFLICT, "last-owner");
        fixture.given(REGISTERED, OWNED, INVITED, new MemberJoined(ID, ANNA, Role.OWNER))
                .when(new RemoveMember(ID, OWNER)).then(new MemberRemoved(ID, OWNER));
    }

    @Test
    void an_operator_suspends_resumes_and_limits_an_organisation() {
        fixture.given(REGISTERED, OWNED).when(new SuspendTenant(ID, "Unpaid")).then(new TenantSuspended(ID, "Unpaid"));
        fixture.given(REGISTERED, OWNED, new TenantSuspended(ID, "Unpaid")).when(new SuspendTenant(ID, "Again"))
                .thenNothing();
        fixture.given(REGISTERED, OWNED).when(new SuspendTenant(ID, " ")).refusedNaming("reason");
        fixture.given(REGISTERED, OWNED, new TenantSuspended(ID, "Unpaid")).when(new ResumeTenant(ID))
                .then(new TenantResumed(ID));
        fixture.given(REGISTERED, OWNED).when(new ResumeTenant(ID)).thenNothing();
        fixture.given(REGISTERED, OWNED).when(new SetQuota(ID, new Quota(600)))
                .then(new TenantQuotaSet(ID, null, new Quota(600)));
        fixture.given(REGISTERED, OWNED).when(new SetQuota(ID, new Quota(1))).refusedNaming(
                "quota.requestsPerMinute");
        fixture.given(REGISTERED, OWNED).when(new SetQuota(ID, null)).thenNothing();
    }

    @Test
    void an_organisation_is_deleted_once_its_name_is_typed_again() {
        WorkflowId work = WorkflowId.next();
        TenantDeletionRequested asked = new TenantDeletionRequested(ID, work);
        fixture.given(REGISTERED, OWNED).when(new RequestTenantDeletion(ID, 2, "Acme", work)).then(asked);
        fixture.given(REGISTERED, OWNED).when(new RequestTenantDeletion(ID, 2, "Another", work))
                .refusedNaming("confirmName");
        fixture.given(REGISTERED, OWNED, asked).when(new RequestTenantDeletion(ID, 3, "Acme", work))
                .refused(Kind.CONFLICT, "being-deleted");
        fixture.given(REGISTERED, OWNED, asked).when(new ResumeTenant(ID)).refused(Kind.CONFLICT, "being-deleted");
        fixture.given(REGISTERED, OWNED).when(new ConfirmTenantDeletion(ID))
                .refused(Kind.CONFLICT, "not-being-deleted");
        fixture.given(REGISTERED, OWNED, asked).when(new ConfirmTenantDeletion(ID)).then(new TenantDeleted(ID));
        fixture.given(REGISTERED, OWNED, asked, new TenantDeleted(ID)).when(new ConfirmTenantDeletion(ID))
                .thenNothing();
        fixture.given(REGISTERED, OWNED, asked, new TenantDeleted(ID)).when(new ResumeTenant(ID))
                .refused(Kind.ABSENT, "not-found");
    }

    @Test
    void a_member_works_for_some_advertisers_or_for_all() {
        List<ClientId> some = List.of(ClientId.next(), ClientId.next());
        MemberLimited limited = new MemberLimited(ID, ANNA, null, some);
        fixture.given(REGISTERED, OWNED).when(new InviteMember(ID, ANNA, Role.ANALYST, some)).then(INVITED, limited);
        fixture.given(REGISTERED, OWNED, INVITED, JOINED)
                .when(new ChangeMember(ID, ANNA, null, null, Change.to(some))).then(limited);
        fixture.given(REGISTERED, OWNED, INVITED, limited, JOINED)
                .when(new ChangeMember(ID, ANNA, Role.VIEWER, null, Change.to(null)))
                .then(new MemberRoleChanged(ID, ANNA, Role.ANALYST, Role.VIEWER),
                        new MemberLimited(ID, ANNA, some, null));
        fixture.given(REGISTERED, OWNED, INVITED, limited, JOINED)
                .when(new ChangeMember(ID, ANNA, null, null, Change.to(some))).thenNothing();
        fixture.given(REGISTERED, OWNED, INVITED, JOINED)
                .when(new ChangeMember(ID, ANNA, null, null, Change.to(List.of()))).refusedNaming("clientIds");
        fixture.given(REGISTERED, OWNED).when(new InviteMember(ID, ANNA, Role.OWNER, some))
                .refusedNaming("clientIds");
        fixture.given(REGISTERED, OWNED, INVITED, limited, JOINED)
                .when(new ChangeMember(ID, ANNA, Role.OWNER, null, null)).refusedNaming("clientIds");
    }
}
