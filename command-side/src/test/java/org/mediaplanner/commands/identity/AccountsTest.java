package org.mediaplanner.commands.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.Refusal.Violation;
import org.mediaplanner.commands.identity.Accounts.Account;
import org.mediaplanner.commands.identity.Accounts.Registered;
import org.mediaplanner.commands.identity.Accounts.Registration;
import org.mediaplanner.commands.testing.CommandNode;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantEvent.Role;

class AccountsTest {

    private final Accounts accounts = CommandNode.context().getBean(Accounts.class);
    private final String email = UUID.randomUUID() + "@example.com";

    private static Registration registration(String email, String password) {
        return new Registration("Org", "Owner", email, password, Currency.getInstance("EUR"), ZoneId.of("UTC"));
    }

    @Test
    void who_registers_owns_the_organisation_and_may_sign_in() {
        Registered registered = accounts.register(registration(email, "correct horse"), "req");
        Account account = accounts.authenticate(email.toUpperCase(Locale.ROOT), "correct horse").orElseThrow();
        assertThat(account.id()).isEqualTo(registered.userId());
        assertThat(account.memberships()).singleElement().satisfies(membership -> {
            assertThat(membership.tenantId()).isEqualTo(registered.tenantId());
            assertThat(membership.role()).isEqualTo(Role.OWNER);
            assertThat(membership.organization()).isEqualTo("Org");
        });
        assertThat(accounts.find(registered.userId())).contains(account);
        assertThat(registered.position()).isPositive();
    }

    @Test
    void a_wrong_password_and_an_unknown_address_are_alike() {
        accounts.register(registration(email, "correct horse"), "req");
        assertThat(accounts.authenticate(email, "wrong horse")).isEmpty();
        assertThat(accounts.authenticate("nobody@example.com", "correct horse")).isEmpty();
        assertThat(accounts.find(UserId.next())).isEmpty();
    }

    @Test
    void an_address_has_one_account() {
        accounts.register(registration(email, "correct horse"), "req");
        Refusal refusal = catchThrowableOfType(Refusal.class,
                () -> accounts.register(registration(email.toUpperCase(Locale.ROOT), "another horse"), "req"));
        assertThat(refusal.code()).isEqualTo("email-taken");
    }

    @Test
    void bad_input_is_named() {
        Refusal refusal = catchThrowableOfType(Refusal.class,
                () -> accounts.register(new Registration(" ", "", "nobody",
                        "short", Currency.getInstance("EUR"), ZoneId.of("UTC")), "req"));
        assertThat(refusal.violations()).extracting(Violation::field)
                .contains("organization", "name", "email", "password");
        assertThat(catchThrowableOfType(Refusal.class,
                () -> accounts.register(registration(email, "ä".repeat(129)), "req")).violations())
                .extracting(Violation::field).containsExactly("password");
    }

    @Test
    void no_event_and_no_text_form_holds_a_password_or_a_personal_datum() {
        Registered registered = accounts.register(registration(email, "correct horse"), "req");
        String events = CommandNode.jdbc()
                .sql("""
                        SELECT string_agg(payload::text || metadata::text, ' ') FROM event_store.domain_event WHERE tenant_id = ?
                        """)
                .param(registered.tenantId().value()).query(String.class).single();
        assertThat(events).doesNotContain(email).doesNotContain("Owner").doesNotContain("$argon2");
        assertThat(registration(email, "correct horse").toString()).doesNotContain("horse");
    }
}
