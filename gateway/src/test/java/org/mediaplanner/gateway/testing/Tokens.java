package org.mediaplanner.gateway.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import org.mediaplanner.gateway.security.SigningKeys;

/** Tokens like a tenant's own, with another end. */
public final class Tokens {

    private final Tenant tenant;

    private Tokens(Tenant tenant) {
        this.tenant = tenant;
    }

    public static Tokens of(Tenant tenant) {
        return new Tokens(tenant);
    }

    /** One that ends in {@code seconds}, or has ended before as many where they are negative. */
    public String endingIn(int seconds) {
        RSAKey key = RunningApplication.instance().bean(SigningKeys.class).signing();
        Instant end = Instant.now().plusSeconds(seconds);
        try {
            JWTClaimsSet claims = new JWTClaimsSet.Builder(SignedJWT.parse(tenant.token()).getJWTClaimsSet())
                    .issueTime(Date.from(end.minusSeconds(60))).notBeforeTime(Date.from(end.minusSeconds(60)))
                    .expirationTime(Date.from(end)).build();
            SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .type(new JOSEObjectType("at+jwt")).keyID(key.getKeyID()).build(), claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
