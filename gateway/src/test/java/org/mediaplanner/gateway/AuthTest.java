package org.mediaplanner.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.gateway.security.SigningKeys;
import org.mediaplanner.gateway.testing.RunningApplication;
import org.mediaplanner.gateway.testing.Tenant;
import org.mediaplanner.gateway.testing.Tenant.Reply;

/** Who comes in, and who does not. */
class AuthTest {

    private static final Tenant TENANT = Tenant.register();

    @Test
    void a_token_says_who_it_speaks_for() {
        Reply me = TENANT.get("/auth/me").is(200);

        assertThat(me.at("/user/email")).isEqualTo(TENANT.email());
        assertThat(me.at("/role")).isEqualTo("OWNER");
        assertThat(me.at("/tenant/name")).isEqualTo("Org");
        assertThat(me.at("/memberships/0/tenantId")).isEqualTo(me.at("/tenant/id"));
        assertThat(me.json().at("/permissions").valueStream().map(p -> p.asString())).contains("campaigns:write");
        assertThat(Instant.parse(me.at("/expiresAt"))).isBetween(Instant.now().plus(Duration.ofMinutes(14)),
                Instant.now().plus(Duration.ofMinutes(16)));
    }

    @Test
    void an_email_registers_once() {
        Tenant.nobody().post("/auth/register", """
                {"organization": "Two", "name": "Two", "email": "%s", "password": "Correct-horse-2"}"""
                .formatted(TENANT.email().toUpperCase(java.util.Locale.ROOT))).isProblem(409, "email-taken");
    }

    @Test
    void a_registration_is_checked_as_a_whole() {
        Tenant.nobody().post("/auth/register", """
                {"organization": "", "name": "x", "email": "no-address", "password": "short"}""")
                .isProblem(422, "invalid").names("organization").names("email").names("password");
        Tenant.nobody().post("/auth/register", "{\"currency\": \"XXQ\", \"timeZone\": \"Moon\", \"role\": \"OWNER\"}")
                .isProblem(400, "malformed").names("organization").names("currency").names("timeZone").names("role");
    }

    @Test
    void a_wrong_password_and_an_unknown_account_look_the_same() {
        String wrong = Tenant.nobody().post("/auth/login", """
                {"email": "%s", "password": "wrong-password"}""".formatted(TENANT.email()))
                .isProblem(401, "bad-credentials").at("/detail");
        String unknown = Tenant.nobody().post("/auth/login", """
                {"email": "nobody@example.com", "password": "wrong-password"}""")
                .isProblem(401, "bad-credentials").at("/detail");
        assertThat(wrong).isEqualTo(unknown);
    }

    @Test
    void one_can_log_in_only_for_an_organisation_that_one_belongs_to() {
        String other = Tenant.register().get("/auth/me").at("/tenant/id");
        Tenant.nobody().post("/auth/login", """
                {"email": "%s", "password": "Correct-horse-1", "tenantId": "%s"}""".formatted(TENANT.email(), other))
                .isProblem(401, "bad-credentials");
    }

    @Test
    void the_eleventh_try_after_ten_failures_has_to_wait() {
        String login = """
                {"email": "throttled@example.com", "password": "wrong-password"}""";
        for (int i = 0; i < 10; i++) {
            Tenant.nobody().post("/auth/login", login).isProblem(401, "bad-credentials");
        }
        Reply refused = Tenant.nobody().post("/auth/login", login).isProblem(429, "too-many-logins");
        assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, 900L);
    }

    @Test
    void nothing_of_the_api_is_open_without_a_token() {
        Reply refused = Tenant.nobody().get("/auth/me").isProblem(401, "unauthenticated");
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
        Tenant.nobody().post("/campaigns", Tenant.campaign("x")).isProblem(401, "unauthenticated");
        Tenant.nobody().get("/nothing").isProblem(401, "unauthenticated");
        Tenant.holding("not.a.token").get("/auth/me").isProblem(401, "unauthenticated");
    }

    @Test
    void what_is_open_stays_so_for_who_still_sends_an_old_token() {
        Tenant stale = Tenant.holding("not.a.token");
        stale.get("//health/ready").is(200);
        Tenant member = Tenant.register();
        stale.post("/auth/login", "{\"email\": \"%s\", \"password\": \"Correct-horse-1\"}".formatted(member.email()))
                .is(200);
        stale.get("//nothing").isProblem(404, "not-found");
    }

    @Test
    void the_key_that_verifies_tokens_is_published_without_its_private_half() {
        Reply keys = Tenant.nobody().get("//.well-known/jwks.json", "Accept", "text/html").is(200);
        assertThat(keys.at("/keys/0/alg")).isEqualTo("RS256");
        assertThat(keys.json().at("/keys/0").has("d")).isFalse();
        assertThat(keys.at("/keys/0/kid")).isEqualTo(key().getKeyID());
    }

    @Test
    void a_token_made_by_hand_with_the_right_key_and_claims_is_good() {
        assertThat(as(signed(claims -> claims)).status()).isEqualTo(200);
    }

    @Test
    void an_expired_token_is_refused() {
        isRefused(signed(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120)))));
        isRefused(signed(claims -> claims.expirationTime(null)));
        isRefused(signed(claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(600)))));
    }

    @Test
    void a_token_for_or_from_somebody_else_is_refused() {
        isRefused(signed(claims -> claims.audience("another-api")));
        isRefused(signed(claims -> claims.issuer("another-issuer")));
        isRefused(signed(claims -> claims.claim("client_id", "another")));
    }

    @Test
    void a_token_that_names_no_member_is_refused() {
        isRefused(signed(claims -> claims.claim("tenant", null)));
        isRefused(signed(claims -> claims.claim("tenant", "ten_1")));
        isRefused(signed(claims -> claims.claim("sid", null)));
        isRefused(signed(claims -> claims.claim("sid", "no-uuid")));
        isRefused(signed(claims -> claims.claim("sid", UUID.randomUUID().toString())));
        isRefused(signed(claims -> claims.claim("tenant", Tenant.register().get("/auth/me").at("/tenant/id"))));
        isRefused(signed(claims -> claims.subject("cmp_01980e0d-6b1c-7c3e-9f63-0b0d4a5c2e11")));
    }

    @Test
    void a_token_of_another_type_is_refused() {
        isRefused(signed(JWSAlgorithm.RS256, "JWT", claims().build()));
    }

    @Test
    void a_token_signed_otherwise_is_refused() throws JOSEException {
        isRefused(new PlainJWT(claims().build()).serialize());
        isRefused(signed(JWSAlgorithm.RS512, "at+jwt", claims().build()));
        SignedJWT symmetric = new SignedJWT(header(JWSAlgorithm.HS256, "at+jwt"), claims().build());
        symmetric.sign(new MACSigner(key().toRSAPublicKey().getEncoded()));
        isRefused(symmetric.serialize());
        String good = signed(claims -> claims);
        isRefused(good.substring(0, good.length() - 4) + "AAAA");
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = {"ANALYST", "VIEWER"})
    void who_only_reads_cannot_write(Role role) {
        Tenant reader = TENANT.member(role.name());
        reader.get("/auth/me").is(200);
        reader.post("/campaigns", Tenant.campaign("Read only")).isProblem(403, "forbidden");
        reader.send("DELETE", "/campaigns/cmp_01980e0d-6b1c-7c3e-9f63-0b0d4a5c2e11", null, "If-Match", "\"1\"")
                .isProblem(403, "forbidden");
        reader.send("DELETE", "/nothing", null).isProblem(404, "not-found");
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = {"OWNER", "ADMIN", "PLANNER"})
    void who_plans_can_write(Role role) {
        Tenant planner = TENANT.member(role.name());
        planner.post("/campaigns", Tenant.campaign("By " + role)).is(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"launch", "pause", "resume", "end", "duplicate"})
    void what_belongs_to_another_organisation_is_not_there(String verb) {
        String id = TENANT.post("/campaigns", Tenant.campaign("Mine " + verb)).is(201).at("/id");
        Tenant other = Tenant.register();
        String absent = other.post("/campaigns/cmp_01980e0d-6b1c-7c3e-9f63-0b0d4a5c2e11/" + verb, null, "If-Match",
                "\"1\"").isProblem(404, "not-found").at("/detail");
        assertThat(other.post("/campaigns/" + id + "/" + verb, null, "If-Match", "\"1\"").isProblem(404, "not-found")
                .at("/detail")).isEqualTo(absent);
    }

    private static void isRefused(String token) {
        as(token).isProblem(401, "unauthenticated");
    }

    private static Reply as(String token) {
        return Tenant.holding(token).get("/auth/me");
    }

    private static String signed(UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(JWSAlgorithm.RS256, "at+jwt", change.apply(claims()).build());
    }

    private static String signed(JWSAlgorithm algorithm, String type, JWTClaimsSet claims) {
        SignedJWT token = new SignedJWT(header(algorithm, type), claims);
        try {
            token.sign(new RSASSASigner(key()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static JWSHeader header(JWSAlgorithm algorithm, String type) {
        return new JWSHeader.Builder(algorithm).type(new JOSEObjectType(type)).keyID(key().getKeyID()).build();
    }

    private static RSAKey key() {
        return RunningApplication.instance().bean(SigningKeys.class).signing();
    }

    /** What a real token says. */
    private static JWTClaimsSet.Builder claims() {
        try {
            return new JWTClaimsSet.Builder(SignedJWT.parse(TENANT.token()).getJWTClaimsSet());
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
