package org.mediaplanner.gateway.security;

import static java.util.Objects.requireNonNull;

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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.mediaplanner.commands.identity.Accounts.Membership;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.tenant.TenantEvent.Role;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
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
import reactor.core.publisher.Mono;

/**
 * Access tokens (RFC 9068): signed with RS256 and nothing else, for one member of one organisation. Issuing and
 * verifying stand side by side, so that what one writes the other requires.
 */
public final class AccessTokens {

    private static final String TYPE = "at+jwt";
    private static final String CLIENT = "media-planner";
    private static final String TENANT = "tenant";
    private static final String ROLE = "role";
    private static final Set<String> HEADER = Set.of("alg", "kid", "typ");

    private final RSAKey key;
    private final SecurityProperties properties;
    private final Clock clock;
    private final ReactiveJwtDecoder verifying;

    AccessTokens(RSAKey key, SecurityProperties properties, Clock clock) {
        this.key = key;
        this.properties = properties;
        this.clock = clock;
        this.verifying = decoder(key, properties);
    }

    /** @param validSeconds from the moment of issue on */
    public record Issued(String token, long validSeconds) {}

    /** A token for {@code user} as a member of one organisation. Signing takes about a millisecond. */
    public Issued issue(UserId user, Membership membership) {
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
                .claim(TENANT, membership.tenantId().value())
                .claim(ROLE, membership.role().name())
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

    /** Who {@code token} speaks for, for doors that are no HTTP requests; an error of authentication where it is none. */
    public Mono<Member> verify(String token) {
        return verifying.decode(token).map(AccessTokens::member).onErrorMap(JwtException.class,
                refused -> new BadCredentialsException("The token is not valid", refused));
    }

    ReactiveJwtDecoder decoder() {
        return verifying;
    }

    private static ReactiveJwtDecoder decoder(RSAKey key, SecurityProperties properties) {
        NimbusReactiveJwtDecoder decoder;
        try {
            decoder = NimbusReactiveJwtDecoder.withPublicKey(key.toRSAPublicKey())
                    .signatureAlgorithm(SignatureAlgorithm.RS256).validateType(false).build();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        OAuth2TokenValidator<Jwt> standard = JwtValidators.createAtJwtValidator().issuer(properties.issuer())
                .audience(properties.audience()).clientId(CLIENT).build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                List.of(standard, AccessTokens::hasMember, token -> namesKey(token, key))));
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
    private static OAuth2TokenValidatorResult namesKey(Jwt token, RSAKey key) {
        return key.getKeyID().equals(token.getHeaders().get("kid"))
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult
                        .failure(new OAuth2Error("invalid_token", "The token names another key", null));
    }

    /** A verified token as who it speaks for; the role is the one authority. */
    Converter<Jwt, Mono<AbstractAuthenticationToken>> converter() {
        return token -> Mono.fromSupplier(() -> {
            Member member = member(token);
            return UsernamePasswordAuthenticationToken.authenticated(member, token,
                    AuthorityUtils.createAuthorityList(member.role().name()));
        });
    }

    private static OAuth2TokenValidatorResult hasMember(Jwt token) {
        try {
            member(token);
            return OAuth2TokenValidatorResult.success();
        } catch (IllegalArgumentException | NullPointerException unfit) {
            return OAuth2TokenValidatorResult
                    .failure(new OAuth2Error("invalid_token", "The token names no member", null));
        }
    }

    private static Member member(Jwt token) {
        return new Member(UserId.of(requireNonNull(token.getSubject())),
                TenantId.of(requireNonNull(token.getClaimAsString(TENANT))),
                Role.valueOf(requireNonNull(token.getClaimAsString(ROLE))), requireNonNull(token.getExpiresAt()));
    }
}
