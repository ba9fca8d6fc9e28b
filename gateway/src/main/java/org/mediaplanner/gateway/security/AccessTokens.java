package org.mediaplanner.gateway.security;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Access tokens (RFC 9068): signed with RS256 and nothing else, for one member of one organisation. Issuing and
 * verifying stand side by side, so that what one writes the other requires.
 */
public final class AccessTokens {

    private static final String TYPE = "at+jwt";
    private static final String CLIENT = "media-planner";
    private static final String TENANT = "tenant";
    private static final String SESSION = "sid";
    private static final int REMEMBERED = 20_000;
    private static final Duration FORGOTTEN = Duration.ofMinutes(1);
    private static final Set<String> HEADER = Set.of("alg", "kid", "typ");

    private final RSAKey key;
    private final SecurityProperties properties;
    private final Clock clock;
    private final ReactiveJwtDecoder verifying;
    /** Texts whose signature was found good: the same text stays so until it ends. */
    private final Cache<String, Claimed> verified = Caffeine.newBuilder().maximumSize(REMEMBERED)
            .expireAfterWrite(FORGOTTEN).build();

    /** @param keys the first signs, all verify */
    AccessTokens(List<RSAKey> keys, SecurityProperties properties, Clock clock) {
        this.key = keys.getFirst();
        this.properties = properties;
        this.clock = clock;
        this.verifying = decoder(keys, properties);
    }

    /** What a good token claims; whether it still holds is another question. */
    record Claimed(UserId user, TenantId tenant, UUID session, Instant expiresAt) {}

    /** @param validSeconds from the moment of issue on */
    public record Issued(String token, long validSeconds) {}

    /** A token for {@code user} as a member of one organisation. Signing takes about a millisecond. */
    public Issued issue(UserId user, TenantId tenant, UUID session) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(properties.issuer())
                .audience(properties.audience())
                .subject(user.value())
                .claim("client_id", CLIENT)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(properties.tokenValidity())))
                .claim(TENANT, tenant.value())
                .claim(SESSION, session.toString())
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).type(new JOSEObjectType(TYPE))
                .keyID(key.getKeyID()).build(), claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return new Issued(token.serialize(), properties.tokenValidity().toSeconds());
    }

    /** What {@code token} claims; an error of authentication where it is none of ours or has ended. */
    Mono<Claimed> verify(String token) {
        Claimed known = verified.getIfPresent(token);
        return known != null && known.expiresAt.isAfter(clock.instant())
                ? Mono.just(known)
                : verifying.decode(token).map(AccessTokens::claimed)
                        .doOnNext(claimed -> verified.put(token, claimed))
                        .onErrorMap(JwtException.class,
                                refused -> new BadCredentialsException("The token is not valid", refused));
    }

    private static ReactiveJwtDecoder decoder(List<RSAKey> keys, SecurityProperties properties) {
        List<RSAKey> open = keys.stream().map(RSAKey::toPublicJWK).toList();
        NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withJwkSource(token -> Flux.fromIterable(open))
                .jwsAlgorithm(SignatureAlgorithm.RS256).validateType(false).build();
        OAuth2TokenValidator<Jwt> standard = JwtValidators.createAtJwtValidator().issuer(properties.issuer())
                .audience(properties.audience()).clientId(CLIENT).build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                List.of(standard, AccessTokens::hasMember, token -> namesKey(token, open))));
        return token -> isWrittenAsIssued(token)
                ? decoder.decode(token)
                : Mono.error(new BadJwtException("The token is not written as tokens are issued"));
    }

    /**
     * Whether the header holds what it always holds, and the signature is written in the one way that there is. A
     * reader may pass over an empty {@code crit}, one that names nothing, padding and the spare bits of the last
     * letter: other texts than the one issued would do as well, and whoever keeps a list of tokens that have ended would
     * not find them in it.
     */
    private static boolean isWrittenAsIssued(String token) {
        String signature = token.substring(token.lastIndexOf('.') + 1);
        try {
            String header = new Base64URL(token.substring(0, Math.max(0, token.indexOf('.')))).decodeToString();
            return JSONObjectUtils.parse(header).keySet().equals(HEADER)
                    && Base64URL.encode(new Base64URL(signature).decode()).toString().equals(signature);
        } catch (ParseException noHeader) {
            return false;
        }
    }

    /** A token says by which key it is signed; with the key of another name it is none of these. */
    private static OAuth2TokenValidatorResult namesKey(Jwt token, List<RSAKey> keys) {
        return keys.stream().anyMatch(key -> key.getKeyID().equals(token.getHeaders().get("kid")))
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult
                        .failure(new OAuth2Error("invalid_token", "The token names another key", null));
    }

    private static OAuth2TokenValidatorResult hasMember(Jwt token) {
        try {
            claimed(token);
            return OAuth2TokenValidatorResult.success();
        } catch (IllegalArgumentException | NullPointerException unfit) {
            return OAuth2TokenValidatorResult
                    .failure(new OAuth2Error("invalid_token", "The token names no member", null));
        }
    }

    private static Claimed claimed(Jwt token) {
        return new Claimed(UserId.of(requireNonNull(token.getSubject())),
                TenantId.of(requireNonNull(token.getClaimAsString(TENANT))),
                UUID.fromString(requireNonNull(token.getClaimAsString(SESSION))),
                requireNonNull(token.getExpiresAt()));
    }
}
