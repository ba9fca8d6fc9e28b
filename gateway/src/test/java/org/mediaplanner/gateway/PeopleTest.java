package org.mediaplanner.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mediaplanner.gateway.testing.Postbox;
import org.mediaplanner.gateway.testing.RunningApplication;
import org.mediaplanner.gateway.testing.Tenant;
import org.mediaplanner.gateway.testing.Tenant.Reply;
import tools.jackson.databind.JsonNode;

/** People, their sessions and keys, as a caller from outside sees them. */
class PeopleTest {

    private static final String PASSWORD = "Correct-horse-1";

    private final Tenant owner = Tenant.register();
    private final String email = "anna-" + UUID.randomUUID() + "@example.com";

    private static Reply login(String email, String password) {
        return Tenant.nobody().post("/auth/login", """
                {"email": "%s", "password": "%s"}""".formatted(email, password));
    }

    private static Reply refresh(String token) {
        return Tenant.nobody().post("/auth/refresh", "{\"refreshToken\": \"%s\"}".formatted(token));
    }

    private String userId(String email) {
        return owner.get("/tenants/current/members").is(200).json().at("/items").valueStream()
                .filter(member -> member.path("email").asString().equals(email)).findFirst().orElseThrow()
                .path("userId").asString();
    }

    @Test
    void an_organisation_is_read_and_changed_by_its_owner() {
        Reply found = owner.get("/tenants/current").is(200);
        assertThat(found.at("/settings/weekStart")).isEqualTo("MONDAY");
        Reply changed = owner.patch("/tenants/current",
                """
                        {"name": "Renamed", "settings": {"weekStart": "SUNDAY", "fourEyes": true,
                         "approvalLimit": {"amount": "5000", "currency": "EUR"}, "pacing": {"ok": [90, 110], "watch": [80, 120]},
                         "autoApprove": {"maxPercent": 7.5, "maxAmount": {"amount": "100", "currency": "EUR"}},
                         "restatementDays": 14, "requestsPerMinute": 1200, "conflictRule": "OURS"}}""",
                "If-Match",
                "\"" + found.at("/version") + "\"").is(200);
        assertThat(changed.header("ETag")).isEqualTo("\"4\"");
        Reply read = owner.get("/tenants/current?minPosition=" + changed.header("X-Event-Position")).is(200);
        assertThat(read.json()).isEqualTo(changed.json());
        assertThat(read.json().at("/settings/pacing/ok").toString()).isEqualTo("[90,110]");
        assertThat(read.at("/settings/currency")).isEqualTo("EUR");

        owner.patch("/tenants/current", "{\"settings\": {\"approvalLimit\": null}}", "If-Match", "\"4\"").is(200);
        owner.patch("/tenants/current", "{\"name\": \"x\"}", "If-Match", "\"4\"").isProblem(412, "stale-version");
        owner.patch("/tenants/current", "{\"name\": \"x\"}").isProblem(428, "if-match-required");
        owner.patch("/tenants/current", "{\"settings\": {\"restatementDays\": 999}}", "If-Match", "\"5\"")
                .isProblem(422, "invalid").names("settings.restatementDays");
        owner.patch("/tenants/current", "{\"settings\": {\"pacing\": {\"ok\": [1]}}}", "If-Match", "\"5\"")
                .isProblem(400, "malformed").names("settings.pacing.ok");
        owner.member("ADMIN").patch("/tenants/current", "{\"name\": \"x\"}", "If-Match", "\"5\"")
                .isProblem(403, "forbidden");
    }

    @Test
    void somebody_is_invited_comes_and_works() {
        Reply invited = owner.post("/tenants/current/members", """
                {"email": "%s", "role": "PLANNER"}""".formatted(email)).is(201);
        assertThat(invited.at("/status")).isEqualTo("INVITED");
        assertThat(invited.at("/invitation/url")).endsWith(invited.at("/invitation/token"));
        Reply incomplete = Tenant.nobody().post("/auth/invitations/accept", """
                {"token": "%s"}""".formatted(invited.at("/invitation/token"))).isProblem(422, "invalid");
        incomplete.names("name").names("password");
        Tenant.nobody().post("/auth/invitations/accept", "{\"token\": \"nothing\"}").isProblem(404, "not-found");

        Tenant anna = owner.join(email, "PLANNER", PASSWORD);
        assertThat(anna.get("/auth/me").is(200).at("/role")).isEqualTo("PLANNER");
        anna.post("/campaigns", Tenant.campaign("Anna's")).is(201);
        anna.post("/tenants/current/members", "{\"email\": \"x@example.com\", \"role\": \"OWNER\"}")
                .isProblem(403, "forbidden");
        owner.post("/tenants/current/members", "{\"email\": \"%s\", \"role\": \"ADMIN\"}".formatted(email))
                .isProblem(409, "already-member");
        owner.post("/tenants/current/members", "{\"email\": \"nobody\", \"role\": \"ADMIN\"}").isProblem(422, "invalid")
                .names("email");
    }

    @Test
    void another_role_a_suspension_and_a_removal_hold_at_once_for_tokens_given_before() {
        Tenant anna = owner.join(email, "PLANNER", PASSWORD);
        String path = "/tenants/current/members/" + userId(email);
        owner.patch(path, "{\"role\": \"VIEWER\"}").is(200);
        anna.post("/campaigns", Tenant.campaign("No more")).isProblem(403, "forbidden");
        anna.get("/campaigns").is(200);
        anna.get("/events").isProblem(403, "forbidden");
        owner.patch(path, "{\"status\": \"SUSPENDED\"}").is(200);
        anna.get("/campaigns").isProblem(401, "unauthenticated");
        login(email, PASSWORD).isProblem(403, "no-organisation");
        owner.patch(path, "{\"status\": \"ACTIVE\"}").is(200);
        anna.get("/campaigns").is(200);
        owner.send("DELETE", path, null).is(204);
        anna.get("/campaigns").isProblem(401, "unauthenticated");
        owner.send("DELETE", path, null).isProblem(404, "not-found");
    }

    @Test
    void the_last_owner_stays_and_members_of_others_are_not_there() {
        String self = owner.get("/auth/me").at("/user/id");
        owner.patch("/tenants/current/members/" + self, "{\"role\": \"ADMIN\"}").isProblem(409, "last-owner");
        owner.send("DELETE", "/tenants/current/members/" + self, null).isProblem(409, "last-owner");
        Tenant other = Tenant.register();
        other.patch("/tenants/current/members/" + self, "{\"role\": \"ADMIN\"}").isProblem(404, "not-found");
        other.send("DELETE", "/tenants/current/members/nobody", null).isProblem(404, "not-found");
        assertThat(other.get("/tenants/current/members").json().at("/items")).hasSize(1);
    }

    @Test
    void who_belongs_to_two_organisations_switches_between_them() {
        Tenant other = Tenant.register();
        owner.join(email, "PLANNER", PASSWORD);
        Tenant anna = other.join(email, "VIEWER", PASSWORD);
        String first = owner.get("/auth/me").at("/tenant/id");
        assertThat(anna.get("/auth/me").json().at("/memberships")).hasSize(2);
        Tenant switched = Tenant.holding(anna.post("/auth/switch", "{\"tenantId\": \"%s\"}".formatted(first)).is(200)
                .at("/accessToken"));
        assertThat(switched.get("/auth/me").at("/tenant/id")).isEqualTo(first);
        assertThat(anna.get("/auth/me").at("/role")).isEqualTo("VIEWER");
        anna.post("/auth/switch",
                "{\"tenantId\": \"%s\"}".formatted(Tenant.register().get("/auth/me").at("/tenant/id")))
                .isProblem(404, "not-found");
    }

    @Test
    void a_refresh_token_is_good_once_and_a_second_use_within_seconds_gives_the_same() {
        Reply login = login(owner.email(), PASSWORD).is(200);
        assertThat(login.at("/expiresIn")).isEqualTo("900");
        Reply renewed = refresh(login.at("/refreshToken")).is(200);
        assertThat(refresh(login.at("/refreshToken")).is(200).at("/refreshToken")).isEqualTo(renewed.at(
                "/refreshToken"));
        Tenant.holding(renewed.at("/accessToken")).get("/auth/me").is(200);
        refresh("nothing").isProblem(401, "unauthenticated");
    }

    @Test
    void logging_out_ends_the_session_and_its_tokens_at_once() {
        Reply login = login(owner.email(), PASSWORD).is(200);
        Tenant session = Tenant.holding(login.at("/accessToken"));
        session.get("/auth/me").is(200);
        Tenant.nobody().post("/auth/logout", "{\"refreshToken\": \"%s\"}".formatted(login.at("/refreshToken"))).is(204);
        session.get("/auth/me").isProblem(401, "unauthenticated");
        refresh(login.at("/refreshToken")).isProblem(401, "unauthenticated");
        owner.get("/auth/me").is(200);
    }

    @Test
    void sessions_are_listed_and_ended() {
        Tenant phone = Tenant.holding(login(owner.email(), PASSWORD).at("/accessToken"));
        JsonNode sessions = owner.get("/auth/sessions").is(200).json().at("/items");
        assertThat(sessions).hasSize(2);
        String other = sessions.valueStream().filter(session -> !session.path("current").asBoolean()).findFirst()
                .orElseThrow().path("id").asString();
        Tenant.register().send("DELETE", "/auth/sessions/" + other, null).isProblem(404, "not-found");
        owner.send("DELETE", "/auth/sessions/" + other, null).is(204);
        phone.get("/auth/me").isProblem(401, "unauthenticated");
        owner.send("DELETE", "/auth/sessions/" + other, null).isProblem(404, "not-found");
        owner.send("DELETE", "/auth/sessions/nothing", null).isProblem(404, "not-found");
    }

    @Test
    void a_new_password_ends_the_other_sessions() {
        Tenant phone = Tenant.holding(login(owner.email(), PASSWORD).at("/accessToken"));
        owner.post("/auth/password", "{\"current\": \"wrong-horse\", \"new\": \"Battery-staple-1\"}")
                .isProblem(401, "bad-credentials");
        owner.post("/auth/password", "{\"current\": \"%s\", \"new\": \"short\"}".formatted(PASSWORD))
                .isProblem(422, "invalid").names("new");
        owner.post("/auth/password", "{\"current\": \"%s\", \"new\": \"Battery-staple-1\"}".formatted(PASSWORD))
                .is(204);
        phone.get("/auth/me").isProblem(401, "unauthenticated");
        owner.get("/auth/me").is(200);
        login(owner.email(), PASSWORD).isProblem(401, "bad-credentials");
        login(owner.email(), "Battery-staple-1").is(200);
    }

    @Test
    void whoever_reads_the_mail_gets_another_password_and_ends_all_sessions() {
        Postbox postbox = RunningApplication.instance().bean(Postbox.class);
        Tenant.nobody().post("/auth/password/forgot", "{\"email\": \"nobody@example.com\"}").is(204);
        Tenant.nobody().post("/auth/password/forgot", "{\"email\": \"%s\"}".formatted(owner.email())).is(204);
        assertThat(postbox.token("nobody@example.com")).isEmpty();
        String token = postbox.token(owner.email());
        String reset = "{\"token\": \"%s\", \"new\": \"Battery-staple-1\"}";
        Tenant.nobody().post("/auth/password/reset", reset.formatted("nothing")).isProblem(404, "not-found");
        Tenant.nobody().post("/auth/password/reset", reset.formatted(token)).is(204);
        Tenant.nobody().post("/auth/password/reset", reset.formatted(token)).isProblem(404, "not-found");
        owner.get("/auth/me").isProblem(401, "unauthenticated");
        login(owner.email(), PASSWORD).isProblem(401, "bad-credentials");
        login(owner.email(), "Battery-staple-1").is(200);
    }

    @Test
    void nobody_can_have_letters_sent_without_end() {
        String forgot = "{\"email\": \"%s\"}".formatted(email);
        for (int i = 0; i < 10; i++) {
            Tenant.nobody().post("/auth/password/forgot", forgot).is(204);
        }
        Tenant.nobody().post("/auth/password/forgot", forgot).isProblem(429, "too-many-logins");
    }

    @Test
    void a_key_does_what_its_scopes_and_its_maker_allow() {
        Tenant admin = owner.member("ADMIN");
        Reply created = admin.post("/auth/api-keys", """
                {"name": "Report", "scopes": ["campaigns:read", "campaigns:write"]}""").is(201);
        Tenant key = Tenant.holding(created.at("/key"));
        key.post("/campaigns", Tenant.campaign("By key")).is(201);
        key.get("/clients").isProblem(403, "forbidden");
        key.get("/auth/sessions").isProblem(403, "forbidden");
        key.post("/auth/api-keys", "{\"name\": \"More\", \"scopes\": [\"campaigns:read\"]}")
                .isProblem(403, "forbidden");
        assertThat(key.get("/auth/me").json().at("/permissions")).hasSize(2);

        admin.post("/auth/api-keys", "{\"name\": \"x\", \"scopes\": [\"members:write\", \"nothing\"]}")
                .isProblem(422, "invalid").names("scopes[0]").names("scopes[1]");
        String id = owner.get("/auth/api-keys").is(200).at("/items/0/id");
        assertThat(owner.get("/auth/api-keys").text()).doesNotContain(created.at("/key"));
        Tenant.register().send("DELETE", "/auth/api-keys/" + id, null).isProblem(404, "not-found");

        owner.patch("/tenants/current/members/" + userId(admin.email()), "{\"role\": \"VIEWER\"}").is(200);
        key.post("/campaigns", Tenant.campaign("Its maker may no more")).isProblem(403, "forbidden");
        key.get("/campaigns").is(200);
        owner.send("DELETE", "/auth/api-keys/" + id, null).is(204);
        key.get("/campaigns").isProblem(401, "unauthenticated");
    }

    @Test
    void what_happens_at_the_doors_is_written_down() throws InterruptedException {
        Tenant viewer = owner.join(email, "VIEWER", PASSWORD);
        viewer.get("/events").isProblem(403, "forbidden");
        String key = owner.post("/auth/api-keys", "{\"name\": \"Report\", \"scopes\": [\"campaigns:read\"]}").is(201)
                .at(
                        "/key");
        Tenant.holding(key).get("/campaigns").is(200);
        Tenant.holding(key).get("/campaigns").is(200);
        owner.patch("/tenants/current/members/" + userId(email), "{\"role\": \"ANALYST\"}").is(200);
        viewer.get("/tenants/current/security-entries").isProblem(403, "forbidden");

        Reply entries = owner.get("/tenants/current/security-entries");
        for (int i = 0; i < 200 && entries.json().at("/items").size() < 7; i++) {
            Thread.sleep(25);
            entries = owner.get("/tenants/current/security-entries").is(200);
        }
        assertThat(entries.json().at("/items").valueStream().map(entry -> entry.path("kind").asString()))
                .containsExactly("REFUSED", "MEMBER_CHANGED", "KEY_USED", "KEY_MADE", "REFUSED", "SIGNED_IN",
                        "SIGNED_IN");
        assertThat(entries.text()).doesNotContain(key).doesNotContain(email).contains("GET /api/v1/events");
        owner.get("/tenants/current/security-entries?cursor=nothing").isProblem(400, "malformed").names("cursor");
        Reply first = owner.get("/tenants/current/security-entries?limit=3").is(200);
        assertThat(owner.get("/tenants/current/security-entries?cursor=" + first.at("/nextCursor")).json().at("/items"))
                .hasSize(4);
        owner.get("/admin/security-entries").isProblem(403, "forbidden");
        assertThat(Tenant.operator().get("/admin/security-entries?limit=500").is(200).json().at("/items"))
                .hasSizeGreaterThan(7);
    }

    @Test
    void who_was_only_ever_invited_registers_with_their_address() {
        Reply invited = owner.post("/tenants/current/members", """
                {"email": "%s", "role": "VIEWER"}""".formatted(email)).is(201);
        String register = """
                {"organization": "Own", "name": "Anna", "email": "%s", "password": "%s"}""".formatted(email, PASSWORD);
        Tenant.nobody().post("/auth/register", register).isProblem(409, "email-taken");
        owner.send("DELETE", "/tenants/current/members/" + invited.at("/userId"), null).is(204);
        Tenant.nobody().post("/auth/register", register).is(201);
    }

    @Test
    void passwords_are_not_guessed_by_way_of_invitations() {
        Tenant victim = Tenant.register();
        for (int i = 0; i < 10; i++) {
            Reply invited = owner.post("/tenants/current/members", """
                    {"email": "%s", "role": "VIEWER"}""".formatted(victim.email())).is(201);
            Tenant.nobody()
                    .post("/auth/invitations/accept", "{\"token\": \"%s\", \"password\": \"guess-%d\"}".formatted(
                            invited.at("/invitation/token"), i))
                    .isProblem(401, "bad-credentials");
        }
        assertThat(login(victim.email(), Tenant.PASSWORD).isProblem(429, "too-many-logins").header("Retry-After"))
                .isNotNull();
    }
}
