package org.mediaplanner.gateway.google;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.identity.FederatedIdentities;
import org.mediaplanner.commands.identity.FederatedIdentities.Identity;
import org.mediaplanner.eventstore.vault.Vault;
import org.mediaplanner.gateway.edge.Origins;
import org.mediaplanner.gateway.google.OpenIdProvider.Away;
import org.mediaplanner.gateway.problem.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** Sends people to the issuer, and knows who it is that comes back. Calls block. */
@Component
@EnableConfigurationProperties(GoogleProperties.class)
class GoogleSignIn {

    private static final Logger LOG = LoggerFactory.getLogger(GoogleSignIn.class);
    /** With it the cookie stays below what browsers keep. */
    private static final int LONGEST_URL = 1_000;
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final @Nullable OpenIdProvider provider;
    private final SignInCookie cookies;
    private final FederatedIdentities identities;
    private final Origins origins;
    private final Clock clock;

    GoogleSignIn(GoogleProperties properties, Vault vault, FederatedIdentities identities, Origins origins,
            Clock clock) {
        String client = properties.clientId();
        this.provider = client == null || client.isBlank()
                ? null
                : new OpenIdProvider(properties.issuer(), client,
                        properties.clientSecret() == null ? "" : properties.clientSecret(), properties.redirectUrl());
        this.cookies = new SignInCookie(vault, clock, properties.redirectUrl());
        this.identities = identities;
        this.origins = origins;
        this.clock = clock;
    }

    /** Where a browser goes next, and what it keeps meanwhile. */
    record Step(URI location, ResponseCookie cookie) {}

    /** @param host to whom the browser speaks */
    Step begin(@Nullable String returnUrl, @Nullable String challenge, @Nullable String host) {
        OpenIdProvider issuer = provider();
        if (challenge != null && !CHALLENGE.matcher(challenge).matches()) {
            throw Fault.malformed("challenge", "must be a SHA-256 in Base64 for URLs, 43 characters").raised();
        }
        SignIn begun = SignIn.begin(requireOurs(returnUrl, host), Objects.requireNonNullElse(challenge, ""),
                clock.instant());
        return new Step(asked(() -> issuer.authorization(begun)), cookies.of(begun));
    }

    /** Back to where it was begun, with a code where all is as it should be. */
    Step end(@Nullable HttpCookie cookie, @Nullable String state, @Nullable String code, @Nullable String error) {
        OpenIdProvider issuer = provider();
        SignIn begun = cookies.read(cookie).filter(open -> state != null && isSame(open.state(), state))
                .orElseThrow(() -> Fault.of(HttpStatus.BAD_REQUEST, "sign-in-expired",
                        "This sign-in was not begun in this browser, or too long ago; begin it again").raised());
        if (code == null || code.isBlank()) {
            return back(begun, "error", error == null ? "failed" : "access_denied");
        }
        Optional<Identity> identity = asked(() -> issuer.identity(code, begun));
        return identity.map(known -> back(begun, "code", identities.codeFor(known, begun.challenge())))
                .orElseGet(() -> back(begun, "error", "failed"));
    }

    private Step back(SignIn begun, String name, String value) {
        // Both are written as they stand in a URL.
        String url = begun.returnUrl();
        return new Step(URI.create(url + (url.indexOf('?') < 0 ? '?' : '&') + name + "=" + value), cookies.none());
    }

    private OpenIdProvider provider() {
        if (provider == null) {
            throw Fault.of(HttpStatus.NOT_FOUND, "not-configured", "Nobody signs in with Google here").raised();
        }
        return provider;
    }

    private static <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (Away away) {
            LOG.warn("Whoever wants to sign in must wait", away);
            throw Fault.of(HttpStatus.SERVICE_UNAVAILABLE, "google-unavailable",
                    "The provider does not answer; try again later").retryAfter(5).raised();
        }
    }

    /** A code must reach nobody's pages but those that may call from a browser anyway. */
    private String requireOurs(@Nullable String returnUrl, @Nullable String host) {
        if (returnUrl == null) {
            throw Fault.malformed("returnUrl", "is missing").raised();
        }
        try {
            URI url = new URI(returnUrl);
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            if (returnUrl.length() <= LONGEST_URL && (scheme.equals("https") || scheme.equals("http"))
                    && US_ASCII.newEncoder().canEncode(returnUrl) && isFree(url.getRawQuery())
                    && url.getRawAuthority() != null && url.getUserInfo() == null && url.getFragment() == null
                    && origins.admit(scheme + "://" + url.getRawAuthority(), host)) {
                return returnUrl;
            }
        } catch (URISyntaxException noUrl) {
            // said below
        }
        throw Fault.malformed("returnUrl", "must be an address of a page that may call from a browser").raised();
    }

    /** What is put behind it stands there once. */
    private static boolean isFree(@Nullable String query) {
        return query == null || Arrays.stream(query.split("&")).map(part -> part.split("=", 2)[0])
                .noneMatch(Set.of("code", "error")::contains);
    }

    private static boolean isSame(String expected, String shown) {
        return MessageDigest.isEqual(expected.getBytes(UTF_8),
                shown.getBytes(UTF_8));
    }
}
