package org.mediaplanner.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaplanner.gateway.testing.Issuer;
import org.mediaplanner.gateway.testing.Postbox;
import org.mediaplanner.gateway.testing.RunningApplication;
import org.mediaplanner.gateway.testing.Tenant;
import org.mediaplanner.gateway.testing.Tenant.Reply;
import org.springframework.web.util.UriComponentsBuilder;

/** Signing in with Google, as a browser does it, against an issuer that speaks the same. */
class GoogleTest {

    private static final String PASSWORD = "Correct-horse-1";

    private final Issuer issuer = RunningApplication.instance().issuer();
    private final String page = RunningApplication.instance().url() + "/signed-in?tab=1";
    private final String person = "grace-" + UUID.randomUUID();
    private final String email = person + "@example.com";

    private Reply begin() {
        return Tenant.nobody().get("/auth/google?returnUrl=" + URLEncoder.encode(page, UTF_8)).is(302);
    }

    private static String cookie(Reply begun) {
        return Objects.requireNonNull(begun.header("Set-Cookie")).split(";", 2)[0];
    }

    private static String location(Reply reply) {
        return Objects.requireNonNull(reply.header("Location"));
    }

    private static String parameter(String url, String name) {
        String value = UriComponentsBuilder.fromUriString(url).build().getQueryParams().getFirst(name);
        return value == null ? "" : URLDecoder.decode(value, UTF_8);
    }

    private String claims() {
        return "{\"email\": \"%s\", \"email_verified\": true, \"name\": \"Grace Hopper\"}".formatted(email);
    }

    private static Reply end(URI back, String cookie) {
        return Tenant.nobody().get("/auth/google/callback?" + back.getRawQuery(), "Cookie", cookie);
    }

    /** The code that a whole sign-in ends with. */
    private String code() {
        Reply begun = begin();
        String ended = location(end(issuer.signIn(location(begun), person, claims()), cookie(begun)).is(302));
        assertThat(ended).startsWith(page + "&code=");
        return parameter(ended, "code");
    }

    private static Reply exchange(String code) {
        return Tenant.nobody().post("/auth/google/exchange", "{\"code\": \"%s\"}".formatted(code));
    }

    private static String user(Reply tokens) {
        return Tenant.holding(tokens.is(200).at("/accessToken")).get("/auth/me").is(200).at("/user/id");
    }

    @Test
    void somebody_new_registers_an_organisation_and_comes_again() {
        String code = code();
        exchange(code).isProblem(422, "invalid").names("organization");
        Reply tokens = Tenant.nobody().post("/auth/google/exchange", """
                {"code": "%s", "organization": "Hoppers", "currency": "USD"}""".formatted(code)).is(200);
        Reply me = Tenant.holding(tokens.at("/accessToken")).get("/auth/me").is(200);
        assertThat(me.at("/user/name")).isEqualTo("Grace Hopper");
        assertThat(me.at("/user/email")).isEqualTo(email);
        assertThat(me.at("/role")).isEqualTo("OWNER");
        exchange(code).isProblem(401, "bad-code");

        assertThat(user(exchange(code()))).isEqualTo(me.at("/user/id"));
        Tenant.nobody().post("/auth/login", "{\"email\": \"%s\", \"password\": \"\"}".formatted(email))
                .isProblem(401, "bad-credentials");
    }

    @Test
    void an_account_with_a_password_is_nobody_elses_until_its_owner_links_it() {
        Tenant owner = Tenant.register();
        Tenant member = owner.join(email, "PLANNER", PASSWORD);
        String user = member.get("/auth/me").at("/user/id");
        exchange(code()).isProblem(409, "account-exists");
        Tenant.nobody().post("/auth/google/exchange", "{\"code\": \"%s\", \"organization\": \"Mine\"}".formatted(
                code())).isProblem(409, "account-exists");

        member.post("/auth/google/link", "{\"code\": \"%s\"}".formatted(code())).is(204);
        assertThat(user(exchange(code()))).isEqualTo(user);
        member.post("/auth/google/link", "{\"code\": \"%s\"}".formatted(code())).is(204);
        owner.post("/auth/google/link", "{\"code\": \"%s\"}".formatted(code())).isProblem(409, "identity-taken");
        Tenant.nobody().post("/auth/google/link", "{\"code\": \"x\"}").isProblem(401, "unauthenticated");
    }

    @Test
    void a_sign_in_ends_in_the_browser_in_which_it_was_begun_and_only_there() {
        Reply begun = begin();
        String sent = location(begun);
        assertThat(parameter(sent, "code_challenge_method")).isEqualTo("S256");
        assertThat(parameter(sent, "nonce")).hasSizeGreaterThan(20);
        assertThat(begun.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax", "Path=/api/v1/auth/google");
        URI back = issuer.signIn(sent, person, claims());

        Tenant.nobody().get("/auth/google/callback?" + back.getRawQuery()).isProblem(400, "sign-in-expired");
        end(back, "mp_sign_in=nonsense").isProblem(400, "sign-in-expired");
        Reply other = begin();
        end(back, cookie(other)).isProblem(400, "sign-in-expired");
        // The code of one attempt with the state of another: whoever slipped it in has not the verifier.
        URI mixed = URI.create("http://localhost/?state=" + parameter(location(other), "state") + "&code="
                + parameter(back.toString(), "code"));
        assertThat(location(end(mixed, cookie(other)).is(302))).isEqualTo(page + "&error=failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"email_verified\": false", "\"aud\": \"somebody-else\"", "\"exp\": 1000000000",
            "\"iss\": \"https://evil.example\"", "\"nonce\": \"another\"", "\"email\": null"})
    void what_the_issuer_does_not_vouch_for_is_not_believed(String claim) {
        Reply begun = begin();
        URI back = issuer.signIn(location(begun), person, """
                {"email": "%s", "email_verified": true, %s}""".formatted(email, claim));
        assertThat(location(end(back, cookie(begun)).is(302))).isEqualTo(page + "&error=failed");
    }

    @Test
    void who_turns_back_at_the_issuer_comes_back_with_nothing() {
        Reply begun = begin();
        URI refused = URI.create("http://localhost/?error=access_denied&state=" + parameter(location(begun), "state"));
        assertThat(location(end(refused, cookie(begun)).is(302))).isEqualTo(page + "&error=access_denied");
    }

    @Test
    void an_invitation_gives_nobody_the_account_of_who_signs_in_with_google() {
        Tenant grace = Tenant.holding(Tenant.nobody().post("/auth/google/exchange", """
                {"code": "%s", "organization": "Hoppers"}""".formatted(code())).is(200).at("/accessToken"));
        Reply invited = Tenant.register().post("/tenants/current/members", """
                {"email": "%s", "role": "VIEWER"}""".formatted(email)).is(201);
        String token = invited.at("/invitation/token");
        String accept = "/auth/invitations/accept";
        Tenant.nobody().post(accept, """
                {"token": "%s", "name": "Mallory", "password": "%s"}""".formatted(token, PASSWORD))
                .isProblem(401, "bad-credentials");
        Tenant.nobody().post("/auth/login", """
                {"email": "%s", "password": "%s"}""".formatted(email, PASSWORD)).isProblem(401, "bad-credentials");

        Reply joined = Tenant.nobody().post(accept, "{\"token\": \"%s\", \"code\": \"%s\"}".formatted(token, code()))
                .is(200);
        Reply me = Tenant.holding(joined.at("/accessToken")).get("/auth/me").is(200);
        assertThat(me.at("/user/id")).isEqualTo(grace.get("/auth/me").at("/user/id"));
        assertThat(me.at("/role")).isEqualTo("VIEWER");
        assertThat(me.at("/user/name")).isEqualTo("Grace Hopper");
    }

    @Test
    void whoever_reads_the_mail_is_rid_of_identities_that_others_linked() {
        Tenant mallory = Tenant.register().join(email, "VIEWER", PASSWORD);
        mallory.post("/auth/google/link", "{\"code\": \"%s\"}".formatted(code())).is(204);
        Tenant.nobody().post("/auth/password/forgot", "{\"email\": \"%s\"}".formatted(email)).is(204);
        Tenant.nobody().post("/auth/password/reset", "{\"token\": \"%s\", \"new\": \"Another-horse-2\"}".formatted(
                RunningApplication.instance().bean(Postbox.class).token(email))).is(204);
        exchange(code()).isProblem(409, "account-exists");
    }

    @Test
    void an_account_has_one_identity_and_can_be_rid_of_it() {
        Tenant member = Tenant.register().join(email, "PLANNER", PASSWORD);
        member.post("/auth/google/link", "{\"code\": \"%s\"}".formatted(code())).is(204);
        assertThat(member.get("/auth/me").at("/google")).isEqualTo("true");
        Reply other = begin();
        String code = parameter(location(end(issuer.signIn(location(other), "other-" + person, claims()), cookie(
                other)).is(302)), "code");
        member.post("/auth/google/link", "{\"code\": \"%s\"}".formatted(code)).isProblem(409, "already-linked");
        member.send("DELETE", "/auth/google/link", null).is(204);
        assertThat(member.get("/auth/me").at("/google")).isEqualTo("false");
        exchange(code()).isProblem(409, "account-exists");
        Tenant grace = Tenant.holding(newcomer().at("/accessToken"));
        grace.send("DELETE", "/auth/google/link", null).isProblem(409, "no-password");
    }

    /** Somebody else, whom nobody has seen before. */
    private Reply newcomer() {
        Reply begun = begin();
        String own = "{\"email\": \"new-%s\", \"email_verified\": true}".formatted(email);
        String code = parameter(location(end(issuer.signIn(location(begun), "new-" + person, own), cookie(begun)).is(
                302)), "code");
        return Tenant.nobody().post("/auth/google/exchange", "{\"code\": \"%s\", \"organization\": \"New\"}".formatted(
                code)).is(200);
    }

    @Test
    void a_page_that_gave_a_challenge_takes_no_code_but_its_own() throws NoSuchAlgorithmException {
        String verifier = "what-only-this-page-knows";
        String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(MessageDigest.getInstance("SHA-256")
                .digest(verifier.getBytes(UTF_8)));
        Reply begun = Tenant.nobody()
                .get("/auth/google?challenge=" + challenge + "&returnUrl=" + URLEncoder.encode(page,
                        UTF_8))
                .is(302);
        String code = parameter(location(end(issuer.signIn(location(begun), person, claims()), cookie(begun)).is(302)),
                "code");
        String body = "{\"code\": \"%s\", \"organization\": \"Hoppers\", \"verifier\": \"%s\"}";
        exchange(code).isProblem(401, "bad-code");
        Tenant.nobody().post("/auth/google/exchange", body.formatted(code, "another")).isProblem(401, "bad-code");
        Tenant.nobody().post("/auth/google/exchange", body.formatted(code(), verifier)).isProblem(401, "bad-code");
        Tenant.nobody().post("/auth/google/exchange", body.formatted(code, verifier)).is(200);
        Tenant.nobody().get("/auth/google?challenge=short&returnUrl=" + URLEncoder.encode(page, UTF_8))
                .isProblem(400, "malformed").names("challenge");
    }

    @Test
    void what_the_issuer_sends_along_is_passed_over_and_what_the_page_wrote_stays() {
        String written = RunningApplication.instance().url() + "//a%20b?b=%26%3D";
        Reply begun = Tenant.nobody().get("/auth/google?returnUrl=" + URLEncoder.encode(written, UTF_8)).is(302);
        URI back = issuer.signIn(location(begun), person, claims());
        URI more = URI.create(back + "&scope=openid%20email&authuser=0&prompt=none&hd=example.com");
        assertThat(location(end(more, cookie(begun)).is(302))).startsWith(written + "&code=");
        begun = begin();
        URI empty = URI.create("http://localhost/?code=%20&state=" + parameter(location(begun), "state"));
        assertThat(location(end(empty, cookie(begun)).is(302))).isEqualTo(page + "&error=failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", "//evil.example/", "/relative", "javascript:alert(1)",
            "http://localhost@evil.example/", "not a url", ""})
    void nobody_is_sent_to_pages_of_others(String url) {
        Tenant.nobody().get("/auth/google?returnUrl=" + URLEncoder.encode(url, UTF_8)).isProblem(400, "malformed")
                .names("returnUrl");
    }
}
