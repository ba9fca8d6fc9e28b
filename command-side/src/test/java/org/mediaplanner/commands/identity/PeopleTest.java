package org.mediaplanner.commands.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.Refusal.Violation;
import org.mediaplanner.commands.identity.Standings.Standing;
import org.mediaplanner.commands.identity.Accounts.Invited;
import org.mediaplanner.commands.identity.Accounts.Joined;
import org.mediaplanner.commands.identity.Accounts.Reset;
import org.mediaplanner.commands.tenant.Members;
import org.mediaplanner.commands.tenant.TenantCommand.ChangeMember;
import org.mediaplanner.commands.tenant.TenantCommand.RemoveMember;
import org.mediaplanner.commands.tenant.TenantCommand.SuspendTenant;
import org.mediaplanner.commands.testing.CommandNode;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.Tenant.MemberStatus;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

class PeopleTest {

    private final Accounts accounts = CommandNode.context().getBean(Accounts.class);
    private final Members members = CommandNode.context().getBean(Members.class);
    private final Standings standings = CommandNode.context().getBean(Standings.class);
    private final ApiKeys keys = CommandNode.context().getBean(ApiKeys.class);
    private final Caller owner = CommandNode.newTenant();
    private final String email = UUID.randomUUID() + "@example.com";

    private Joined join(Caller owner, Role role) {
        return accounts.accept(accounts.invite(owner, email, role, null).token(), "Anna", "correct horse", null, "req")
                .orElseThrow();
    }

    private static Refusal refused(Runnable work) {
        return catchThrowableOfType(Refusal.class, work::run);
    }

    @Test
    void who_is_invited_chooses_a_password_and_is_a_member() {
        Invited invited = accounts.invite(owner, email, Role.ANALYST, null);
        assertThat(standings.of(invited.userId(), owner.tenantId())).isEmpty();
        assertThat(accounts.authenticate(email, "")).isEmpty();
        assertThat(refused(() -> accounts.accept(invited.token(), " ", "short", null, "req")).violations())
                .extracting(Violation::field).contains("name", "password");

        Joined joined = accounts.accept(invited.token(), "Anna", "correct horse", null, "req").orElseThrow();
        assertThat(joined.tenantId()).isEqualTo(owner.tenantId());
        assertThat(standings.of(invited.userId(), owner.tenantId())).contains(new Standing(Role.ANALYST, null));
        assertThat(accounts.authenticate(email, "correct horse")).contains(joined.account());
        assertThat(members.list(owner.tenantId())).last().satisfies(member -> {
            assertThat(member.email()).isEqualTo(email);
            assertThat(member.name()).isEqualTo("Anna");
            assertThat(member.status()).isEqualTo(MemberStatus.ACTIVE);
        });
    }

    @Test
    void an_invitation_is_good_once_and_the_newest_only() {
        Invited first = accounts.invite(owner, email, Role.ANALYST, null);
        Invited second = accounts.invite(owner, email, Role.PLANNER, null);
        assertThat(second.userId()).isEqualTo(first.userId());
        assertThat(refused(() -> accounts.accept(first.token(), "Anna", "correct horse", null, "req")).code())
                .isEqualTo("not-found");
        accounts.accept(second.token(), "Anna", "correct horse", null, "req");
        assertThat(refused(() -> accounts.accept(second.token(), "Anna", "correct horse", null, "req")).code())
                .isEqualTo("not-found");
        assertThat(standings.of(first.userId(), owner.tenantId())).contains(new Standing(Role.PLANNER, null));
        assertThat(refused(() -> accounts.invite(owner, email, Role.ADMIN, null)).code()).isEqualTo("already-member");
    }

    @Test
    void who_sent_an_invitation_cannot_take_somebody_elses_account_with_it() {
        Joined anna = join(owner, Role.OWNER);
        Caller attacker = CommandNode.newTenant();
        Invited invited = accounts.invite(attacker, email, Role.VIEWER, null);
        assertThat(members.list(attacker.tenantId())).last().satisfies(member -> assertThat(member.name())
                .as("nobody is told whether there is an account").isEmpty());
        assertThat(accounts.accept(invited.token(), "Mallory", "another horse", null, "req")).isEmpty();
        assertThat(accounts.authenticate(email, "another horse")).isEmpty();
        Joined joined = accounts.accept(invited.token(), null, "correct horse", null, "req").orElseThrow();
        assertThat(joined.account().name()).isEqualTo("Anna");
        assertThat(joined.account().memberships()).hasSize(2);
        assertThat(joined.account().id()).isEqualTo(anna.account().id());
    }

    @Test
    void a_role_a_suspension_and_a_removal_hold_at_once() {
        UserId anna = join(owner, Role.ANALYST).account().id();
        CommandNode.commands().send(owner, new ChangeMember(owner.tenantId(), anna, Role.ADMIN, null, null));
        assertThat(standings.of(anna, owner.tenantId())).contains(new Standing(Role.ADMIN, null));
        CommandNode.commands().send(owner, new ChangeMember(owner.tenantId(), anna, null, true, null));
        assertThat(standings.of(anna, owner.tenantId())).isEmpty();
        assertThat(accounts.find(anna).orElseThrow().memberships()).isEmpty();
        CommandNode.commands().send(owner, new ChangeMember(owner.tenantId(), anna, null, false, null));
        assertThat(standings.of(anna, owner.tenantId())).contains(new Standing(Role.ADMIN, null));
        CommandNode.commands().send(owner, new RemoveMember(owner.tenantId(), anna));
        assertThat(standings.of(anna, owner.tenantId())).isEmpty();
        assertThat(members.list(owner.tenantId())).hasSize(1);
    }

    @Test
    void nobody_acts_for_a_suspended_organisation() {
        UserId user = UserId.of(owner.actorId());
        CommandNode.commands().send(owner, new SuspendTenant(owner.tenantId(), "Unpaid"));
        assertThat(standings.of(user, owner.tenantId())).isEmpty();
        assertThat(accounts.find(user).orElseThrow().memberships()).isEmpty();
    }

    @Test
    void a_password_is_changed_by_who_knows_it_and_reset_by_who_reads_the_mail() {
        UserId anna = join(owner, Role.ANALYST).account().id();
        assertThat(accounts.changePassword(anna, "wrong horse", "battery staple")).isFalse();
        assertThat(accounts.changePassword(anna, "correct horse", "battery staple")).isTrue();
        assertThat(accounts.authenticate(email, "correct horse")).isEmpty();

        assertThat(accounts.forgot("nobody-" + email)).isEmpty();
        Reset first = accounts.forgot(email).orElseThrow();
        Reset second = accounts.forgot(email).orElseThrow();
        assertThat(accounts.reset(first.token(), "third password")).as("only the newest").isEmpty();
        assertThat(refused(() -> accounts.reset(second.token(), "short")).violations()).extracting(Violation::field)
                .containsExactly("new");
        assertThat(accounts.reset(second.token(), "third password")).contains(anna);
        assertThat(accounts.reset(second.token(), "fourth password")).as("good once").isEmpty();
        assertThat(accounts.authenticate(email, "third password")).isPresent();

        Reset unused = accounts.forgot(email).orElseThrow();
        assertThat(accounts.changePassword(anna, "third password", "fourth password")).isTrue();
        assertThat(accounts.reset(unused.token(), "fifth password")).as("it was remembered after all").isEmpty();
    }

    @Test
    void a_hash_of_the_former_kind_is_understood_and_replaced() {
        UserId anna = join(owner, Role.ANALYST).account().id();
        CommandNode.jdbc().sql("UPDATE command_side.account SET password_hash = ? WHERE user_id = ?")
                .param(new BCryptPasswordEncoder(4).encode("correct horse")).param(anna.value()).update();
        assertThat(accounts.authenticate(email, "wrong horse")).isEmpty();
        assertThat(hash(anna)).startsWith("$2a$");
        assertThat(accounts.authenticate(email, "correct horse")).isPresent();
        assertThat(hash(anna)).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(accounts.authenticate(email, "correct horse")).isPresent();
    }

    private static @Nullable String hash(UserId user) {
        return CommandNode.jdbc().sql("SELECT password_hash FROM command_side.account WHERE user_id = ?")
                .param(user.value()).query(String.class).single();
    }

    @Test
    void a_key_is_good_until_it_is_revoked_or_ends_or_its_member_leaves() {
        UserId anna = join(owner, Role.ANALYST).account().id();
        ApiKeys.Created created = keys.create(owner.tenantId(), anna, "Report", List.of("campaigns:read"), null);
        assertThat(keys.use(created.key())).hasValueSatisfying(holder -> {
            assertThat(holder.user()).isEqualTo(anna);
            assertThat(holder.scopes()).containsExactly("campaigns:read");
        });
        assertThat(keys.list(owner.tenantId())).singleElement().satisfies(listed -> {
            assertThat(created.key()).startsWith(listed.prefix());
            assertThat(listed.lastUsedAt()).isNotNull();
        });
        assertThat(keys.use(created.key() + "x")).isEmpty();
        assertThat(keys.revoke(CommandNode.newTenant().tenantId(), created.listed().id())).as("another's").isFalse();
        assertThat(keys.revoke(owner.tenantId(), created.listed().id())).isTrue();
        assertThat(keys.use(created.key())).isEmpty();

        assertThat(refused(() -> keys.create(owner.tenantId(), anna, "", List.of(), Instant.EPOCH)).violations())
                .extracting(Violation::field).containsExactly("name", "expiresAt");
        ApiKeys.Created second = keys.create(owner.tenantId(), anna, "Report", List.of(), null);
        CommandNode.commands().send(owner, new RemoveMember(owner.tenantId(), anna));
        assertThat(keys.use(second.key())).isEmpty();
        assertThat(created.toString()).doesNotContain(created.key());
    }
}
