package org.mediaplanner.sandbox.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import org.jspecify.annotations.Nullable;

/**
 * An issuer in Google's place, on this machine's own address: it speaks OAuth 2 and OpenID Connect, and believes
 * everybody who says who they are. Its keys are new with each start.
 */
final class GoogleServer {

    private static final String ISSUER = "google";
    private static final String PAGE = "google-sign-in.html";
    private static final String ANYBODY = "sandbox";

    private final int port;
    private final int httpPort;
    private final Path page;
    private @Nullable MockOAuth2Server server;

    GoogleServer(SandboxSettings settings) {
        this.port = settings.googlePort();
        this.httpPort = settings.httpPort();
        this.page = settings.directory().resolve(PAGE);
    }

    /** Where there is no port for it, there is none. */
    boolean isWanted() {
        return port != 0;
    }

    void start() {
        if (!isWanted()) {
            return;
        }
        try (InputStream form = Objects.requireNonNull(GoogleServer.class.getResourceAsStream("/" + PAGE))) {
            Files.copy(form, page, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        MockOAuth2Server started = new MockOAuth2Server(new OAuth2Config(true, page.toString(), null, true,
                new OAuth2TokenProvider(), Set.of()));
        started.start(InetAddress.getLoopbackAddress(), port);
        server = started;
    }

    /** The application's settings that name it. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        if (isWanted()) {
            settings.put("mediaplanner.google.issuer", "http://localhost:%d/%s".formatted(port, ISSUER));
            settings.put("mediaplanner.google.client-id", ANYBODY);
            settings.put("mediaplanner.google.client-secret", ANYBODY);
            settings.put("mediaplanner.google.redirect-url",
                    "http://localhost:%d/api/v1/auth/google/callback".formatted(httpPort));
        }
        return settings;
    }

    void stop() {
        MockOAuth2Server running = server;
        server = null;
        if (running != null) {
            running.shutdown();
        }
    }
}
