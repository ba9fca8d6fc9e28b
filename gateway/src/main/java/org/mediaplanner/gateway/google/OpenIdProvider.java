package org.mediaplanner.gateway.google;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.identity.FederatedIdentities.Identity;

/**
 * An issuer that speaks OpenID Connect: the authorization code flow with PKCE (RFC 7636, S256), state and nonce. What it
 * says of itself is asked for when it is first needed. Calls block.
 */
final class OpenIdProvider {

    private static final Scope SCOPE = new Scope("openid", "email", "profile");
    /** Control characters, and those that turn the direction of what follows. */
    private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    private static final int CONNECT_MILLIS = 3_000;
    private static final int READ_MILLIS = 5_000;
    private static final int LONGEST_ANSWER = 256 * 1024;

    private final Issuer issuer;
    private final ClientID client;
    private final Secret secret;
    private final URI redirect;
    private volatile @Nullable Known known;

    OpenIdProvider(URI issuer, String clientId, String clientSecret, URI redirect) {
        this.issuer = new Issuer(issuer);
        this.client = new ClientID(clientId);
        this.secret = new Secret(clientSecret);
        this.redirect = redirect;
    }

    private record Known(OIDCProviderMetadata metadata, IDTokenValidator tokens) {}

    /** The issuer cannot be asked, or does not answer as one. */
    static final class Away extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Away(Throwable cause) {
            super("The issuer does not answer", cause);
        }
    }

    /** Where a browser is sent, so that whoever sits there signs in at the issuer. */
    URI authorization(SignIn begun) {
        return new AuthenticationRequest.Builder(ResponseType.CODE, SCOPE, client, redirect)
                .endpointURI(known().metadata().getAuthorizationEndpointURI()).state(new State(begun.state()))
                .nonce(new Nonce(begun.nonce()))
                .codeChallenge(new CodeVerifier(begun.verifier()), CodeChallengeMethod.S256).build().toURI();
    }

    /**
     * Who signed in, as the issuer says in a token that is its own, for this client, of this attempt and of now.
     *
     * @return nobody where the code is not good, the token is none of those, or the issuer has not seen that the address
     *         is theirs
     */
    Optional<Identity> identity(String code, SignIn begun) {
        Known provider = known();
        try {
            HTTPRequest request = new TokenRequest.Builder(provider.metadata().getTokenEndpointURI(),
                    new ClientSecretBasic(client, secret),
                    new AuthorizationCodeGrant(new AuthorizationCode(code), redirect,
                            new CodeVerifier(begun.verifier())))
                    .build().toHTTPRequest();
            request.setConnectTimeout(CONNECT_MILLIS);
            request.setReadTimeout(READ_MILLIS);
            request.setFollowRedirects(false);
            TokenResponse answer = OIDCTokenResponseParser.parse(request.send());
            return answer instanceof OIDCTokenResponse tokens && tokens.getOIDCTokens().getIDToken() != null
                    ? identity(provider.tokens().validate(tokens.getOIDCTokens().getIDToken(),
                            new Nonce(begun.nonce())))
                    : Optional.empty();
        } catch (BadJOSEException | ParseException notItsOwn) {
            return Optional.empty();
        } catch (IOException | JOSEException away) {
            throw new Away(away);
        }
    }

    private Optional<Identity> identity(IDTokenClaimsSet claims) {
        String email = claims.getStringClaim("email");
        boolean verified = Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"));
        String subject = claims.getSubject().getValue();
        String name = Objects.requireNonNullElse(claims.getStringClaim("name"), "");
        return email == null || !verified || subject.isBlank() || NOT_SHOWN.matcher(subject + email).find()
                ? Optional.empty()
                : Optional.of(new Identity(issuer.getValue(), subject, email, NOT_SHOWN.matcher(name).replaceAll(" ")));
    }

    private Known known() {
        Known asked = known;
        if (asked == null) {
            asked = ask();
            known = asked;
        }
        return asked;
    }

    private Known ask() {
        try {
            OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(issuer, CONNECT_MILLIS, READ_MILLIS);
            return new Known(metadata, new IDTokenValidator(metadata.getIssuer(), client, JWSAlgorithm.RS256,
                    metadata.getJWKSetURI().toURL(),
                    new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, LONGEST_ANSWER)));
        } catch (MalformedURLException e) {
            throw new Away(e);
        } catch (GeneralException | IOException away) {
            throw new Away(away);
        }
    }
}
