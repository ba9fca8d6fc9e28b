package org.mediaplanner.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mediaplanner.sandbox.servers.SandboxProcess.Place;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one command, with the application, its demo tenant and the README's tour. */
class WholeSandboxTest {

    private static final String STARTED = "Ctrl-C ends everything";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path home;

    @Test
    void a_newcomer_takes_the_tour_and_a_kill_loses_nothing_of_it() throws Exception {
        Path directory = home.resolve(".sandbox");
        Place place = Place.in(Files.createDirectory(directory));
        try (SandboxProcess killed = SandboxProcess.startWhole(place).says(STARTED)) {
            assertThat(get(place, "/health/ready", "")).as("once the banner is there").contains("UP");
            assertFilled(place);
            Tour.of(Path.of(System.getProperty("project.root"), "README.md")).take(home, place.httpPort());
            killed.kill();
        }
        try (SandboxProcess sandbox = SandboxProcess.startWhole(place).says(STARTED)) {
            assertThat(sandbox.output()).contains("Ended the PostgreSQL server", "demo@example.com / demo-password");
            assertFilled(place);
            String campaign = JSON.readTree(Files.readString(home.resolve("campaign.json"))).path("id").asString();
            JsonNode kept = JSON.readTree(get(place, "/api/v1/campaigns/" + campaign, token(place)));
            assertThat(kept.path("status").asString()).isEqualTo("LIVE");
            assertThat(kept.at("/budget/money/amount").asString()).isEqualTo("1234.56");
            sandbox.terminate();
        }
        assertThat(Processes.allWith(directory.resolve("postgres"))).isEmpty();
        assertThat(Processes.allWith(directory.resolve("redis/redis.conf"))).isEmpty();
    }

    private static void assertFilled(Place place) throws IOException, InterruptedException {
        assertThat(Processes.becomes(() -> get(place, "/health/demo", "").contains("\"UP\""), PATIENCE))
                .as(get(place, "/health/demo", "")).isTrue();
    }

    private static String token(Place place) {
        HttpRequest login = request(place, "/api/v1/auth/login").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"email\": \"demo@example.com\", \"password\": \"demo-password\"}"))
                .build();
        return JSON.readTree(send(login)).path("accessToken").asString();
    }

    private static String get(Place place, String path, String token) {
        return send(request(place, path).header("Authorization", "Bearer " + token).build());
    }

    private static HttpRequest.Builder request(Place place, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + place.httpPort() + path)).timeout(PATIENCE);
    }

    private static String send(HttpRequest request) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new IllegalStateException(request.uri().toString(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
