package org.mediaplanner.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaplanner.gateway.testing.Issuer;
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

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", "//evil.example/", "/relative", "javascript:alert(1)",
            "http://localhost@evil.example/", "not a url", ""})
    void nobody_is_sent_to_pages_of_others(String url) {
        Tenant.nobody().get("/auth/google?returnUrl=" + URLEncoder.encode(url, UTF_8)).isProblem(400, "malformed")
                .names("returnUrl");
    }
}
