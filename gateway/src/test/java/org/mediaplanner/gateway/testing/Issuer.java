package org.mediaplanner.gateway.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/** An issuer in Google's place, at which anybody can be anybody. */
public final class Issuer {

    public static final String CLIENT = "media-planner";
    private static final String NAME = "google";

    private final MockOAuth2Server server = new MockOAuth2Server(new OAuth2Config(true, null, null, true,
            new OAuth2TokenProvider(), Set.of()));
    private final HttpClient browser = HttpClient.newHttpClient();

    Issuer() {
        server.start();
    }

    public String url() {
        return server.issuerUrl(NAME).toString();
    }

    /** What the browser of somebody who says {@code claims} of themselves is sent back with, from {@code authorization}. */
    public URI signIn(String authorization, String subject, String claims) {
        String form = "username=" + URLEncoder.encode(subject, UTF_8) + "&claims=" + URLEncoder.encode(claims, UTF_8);
        try {
            return URI.create(browser.send(HttpRequest.newBuilder(URI.create(authorization))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form)).build(), BodyHandlers.discarding())
                    .headers().firstValue("Location").orElseThrow());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
