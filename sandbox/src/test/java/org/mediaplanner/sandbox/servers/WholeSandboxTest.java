package org.mediaplanner.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mediaplanner.sandbox.servers.SandboxProcess.Place;

/** The one command, with the application and its demo tenant. */
class WholeSandboxTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void a_newcomer_gets_a_filled_demo_which_a_kill_does_not_harm() {
        Place place = Place.in(directory);
        try (SandboxProcess killed = SandboxProcess.startWhole(place).says("Ctrl-C ends everything")) {
            assertThat(get(place, "/health/ready")).as("once the banner is there").contains("UP");
            killed.kill();
        }
        try (SandboxProcess sandbox = SandboxProcess.startWhole(place).says("Ctrl-C ends everything")) {
            assertThat(sandbox.output()).contains("Ended the PostgreSQL server", "demo@example.com / demo-password");
            assertThat(Processes.becomes(() -> get(place, "/health/demo").contains("\"UP\""), PATIENCE)).as(get(place,
                    "/health/demo")).isTrue();
            assertThat(directory.resolve("samples/weekly-media.csv")).exists();
            sandbox.terminate();
        }
        assertThat(Processes.allWith(directory.resolve("postgres"))).isEmpty();
        assertThat(Processes.allWith(directory.resolve("redis/redis.conf"))).isEmpty();
    }

    private static String get(Place place, String path) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + place.httpPort() + path)).build(),
                    HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
