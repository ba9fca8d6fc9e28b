package org.mediaplanner.gateway.google;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.time.Duration;
import java.time.Instant;

/**
 * An attempt to sign in, begun in one browser and remembered by nobody else.
 *
 * @param state which the issuer sends back
 * @param nonce which its token holds
 * @param verifier whose digest the issuer was given: only who has it gets the token
 * @param returnUrl where the browser goes in the end
 * @param challenge of the page there; empty for none
 */
record SignIn(String state, String nonce, String verifier, String returnUrl, String challenge, Instant expiresAt) {

    static final Duration TIME = Duration.ofMinutes(10);

    /** Each of its secrets has 256 random bits. */
    static SignIn begin(String returnUrl, String challenge, Instant now) {
        return new SignIn(new State().getValue(), new Nonce().getValue(), new CodeVerifier().getValue(), returnUrl,
                challenge, now.plus(TIME));
    }

    @Override
    public String toString() {
        return "SignIn[]";
    }
}
