package org.mediaplanner.gateway.google;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code mediaplanner.google}.
 *
 * @param issuer whose tokens say who somebody is; where it is found, its OpenID configuration says
 * @param clientId under which this installation is registered there; without one nobody can sign in that way
 * @param clientSecret proves to the issuer that it is this installation which asks
 * @param redirectUrl where the issuer sends people back to: {@code /api/v1/auth/google/callback} of this installation
 */
@ConfigurationProperties("mediaplanner.google")
record GoogleProperties(@DefaultValue("https://accounts.google.com") URI issuer, @Nullable String clientId,
        @Nullable String clientSecret,
        @DefaultValue("http://localhost:8080/api/v1/auth/google/callback") URI redirectUrl) {

    /** A secret has no place in a log. */
    @Override
    public String toString() {
        return "GoogleProperties[" + issuer + "]";
    }
}
