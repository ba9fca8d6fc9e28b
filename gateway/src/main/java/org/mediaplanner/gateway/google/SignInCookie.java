package org.mediaplanner.gateway.google;

import java.net.URI;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.eventstore.vault.TenantKey.SealBroken;
import org.mediaplanner.eventstore.vault.Vault;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps an attempt to sign in where it was begun: in the browser, sealed with the installation's key. Another browser
 * cannot end it, so that nobody can be signed in as somebody else without knowing.
 */
final class SignInCookie {

    static final String NAME = "mp_sign_in";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PLACE = "sign-in cookie";
    private static final String PATH = "/api/v1/auth/google";

    private final Vault vault;
    private final Clock clock;
    private final boolean secure;

    /** @param redirect where the browser shows it again */
    SignInCookie(Vault vault, Clock clock, URI redirect) {
        this.vault = vault;
        this.clock = clock;
        this.secure = "https".equals(redirect.getScheme());
    }

    ResponseCookie of(SignIn begun) {
        byte[] sealed = vault.keyOf(Vault.INSTALLATION).seal(JSON.writeValueAsBytes(begun), PLACE).orElseThrow();
        return cookie(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed)).maxAge(SignIn.TIME).build();
    }

    /** What takes it away again. */
    ResponseCookie none() {
        return cookie("").maxAge(0).build();
    }

    private ResponseCookie.ResponseCookieBuilder cookie(String value) {
        // Lax: the issuer sends the browser back with a link from its own pages.
        return ResponseCookie.from(NAME, value).path(PATH).httpOnly(true).secure(secure).sameSite("Lax");
    }

    /** The attempt that {@code cookie} holds, if it is one of this installation and of now. */
    Optional<SignIn> read(@Nullable HttpCookie cookie) {
        if (cookie == null) {
            return Optional.empty();
        }
        try {
            return vault.keyOf(Vault.INSTALLATION).open(Base64.getUrlDecoder().decode(cookie.getValue()), PLACE)
                    .map(open -> JSON.readValue(open, SignIn.class))
                    .filter(begun -> begun.expiresAt().isAfter(clock.instant()));
        } catch (SealBroken | IllegalArgumentException | JacksonException noneOfOurs) {
            return Optional.empty();
        }
    }
}
