package org.mediaplanner.gateway.security;

import com.nimbusds.jose.jwk.RSAKey;
import java.util.List;
import java.util.stream.Stream;

/** The keys of tokens: the first signs, all verify, so that a new one can come before the old one goes. */
public record SigningKeys(List<RSAKey> all) {

    static SigningKeys of(SecurityProperties properties) {
        return new SigningKeys(Stream.concat(Stream.of(SigningKey.of(properties)), SigningKey.other(properties)
                .stream()).toList());
    }

    public RSAKey signing() {
        return all.getFirst();
    }
}
