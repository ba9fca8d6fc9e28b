package org.mediaplanner.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mediaplanner.sandbox.servers.Caller.Reply;
import org.mediaplanner.sandbox.servers.SandboxProcess.Place;
import tools.jackson.databind.JsonNode;

/** The one command, with the application, its demo tenant and the README's tour; then what goes wrong. */
class WholeSandboxTest {

    private static final String STARTED = "Ctrl-C ends everything";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path home;

    @Test
    void a_newcomer_takes_the_tour_and_neither_a_kill_nor_an_outage_loses_anything() throws Exception {
        Place place = Place.in(Files.createDirectory(home.resolve(".sandbox")));
        SandboxSettings settings = new SandboxSettings(place.directory(), place.httpPort(), place.rsocketPort(), place
                .postgresPort(), place.redisPort(), place.temporalPort(), 0, false);
        try (Caller caller = new Caller(place)) {
            LongWork work = new LongWork(caller);
            String importing;
            String exporting;
            try (SandboxProcess killed = SandboxProcess.startWhole(place).says(STARTED)) {
                assertThat(caller.get("/health/ready").status()).as("once the banner is there").isEqualTo(200);
                becomes(() -> caller.get("/health/demo").text().contains("\"UP\""));
                Tour.of(Path.of(System.getProperty("project.root"), "README.md")).take(home, place.httpPort());
                caller.logIn();
                importing = whileFollowed(place, caller, work::importIsApplied);
                killed.kill();
            }
            try (SandboxProcess sandbox = SandboxProcess.startWhole(place).says(STARTED)) {
                assertThat(sandbox.output()).contains("Ended the PostgreSQL server",
                        "demo@example.com / demo-password");
                caller.logIn();
                assertTourIsKept(caller);
                work.importIsWhole(importing);
                exporting = work.exportIsWritten();
                sandbox.kill();
            }
            try (SandboxProcess sandbox = SandboxProcess.startWhole(place).says(STARTED)) {
                caller.logIn();
                work.exportIsWhole(exporting);
                becomes(() -> caller.get("/health/demo").text().contains("\"UP\""));
                withoutPostgres(caller, new PostgresServer(settings));
                withoutRedis(caller, new RedisServer(settings));
                sandbox.terminate();
            }
        }
        assertThat(Processes.allWith(settings.postgres())).isEmpty();
        assertThat(Processes.allWith(settings.redis().resolve("redis.conf"))).isEmpty();
    }

    /** Whoever follows by one of the README's commands hears of the work as it goes on, through each door. */
    private static String whileFollowed(Place place, Caller caller, Supplier<String> work) {
        try (SandboxProcess sse = SandboxProcess.follow(place, "sse", caller.token());
                SandboxProcess socket = SandboxProcess.follow(place, "websocket", caller.token());
                SandboxProcess rsocket = SandboxProcess.follow(place, "rsocket", caller.token())) {
            String id = work.get();
            List.of(sse, socket, rsocket).forEach(follower -> becomes(() -> follower.output().lines()
                    .anyMatch(line -> line.contains(id) && line.contains("\"workflow.progressed\""))));
            return id;
        }
    }

    private void assertTourIsKept(Caller caller) throws IOException {
        String campaign = Caller.JSON.readTree(Files.readString(home.resolve(".sandbox/campaign.json"))).path("id")
                .asString();
        JsonNode kept = caller.get("/api/v1/campaigns/" + campaign).json();
        assertThat(kept.path("status").asString()).isEqualTo("LIVE");
        assertThat(kept.at("/budget/money/amount").asString()).isEqualTo("1234.56");
    }

    /** While it is stopped each request is told when to come again; afterwards all goes on by itself. */
    private static void withoutPostgres(Caller caller, PostgresServer server) {
        server.stop();
        for (int i = 0; i < 3; i++) {
            assertUnavailable(caller.get("/api/v1/campaigns"));
            assertUnavailable(create(caller, "During the outage"));
        }
        assertThat(caller.get("/health").status()).isEqualTo(503);
        assertThat(caller.get("/health/ready").status()).isEqualTo(503);
        assertThat(caller.get("/health/live").status()).isEqualTo(200);

        server.start();
        becomes(() -> create(caller, "During the outage").status() == 201);
        becomes(() -> caller.get("/health").json().path("status").asString().equals("UP"));
        Reply created = create(caller, "During the outage");
        String list = "/api/v1/campaigns?q=During&minPosition=" + created.header("X-Event-Position");
        becomes(() -> caller.get(list).header("X-Caught-Up").equals("true"));
        Reply found = caller.get(list);
        assertThat(found.json().path("items").size()).as("created once, however often it was tried").isEqualTo(1);
        assertThat(found.json().at("/items/0/id")).isEqualTo(created.json().path("id"));
    }

    private static void withoutRedis(Caller caller, RedisServer server) {
        server.stop();
        assertThat(caller.logIn().status()).isEqualTo(200);
        assertThat(create(caller, "Without Redis").status()).isEqualTo(201);
        assertThat(create(caller, "Without Redis").header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(caller.get("/api/v1/campaigns").status()).isEqualTo(200);
        Reply health = caller.get("/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().path("status").asString()).isEqualTo("DEGRADED");
    }

    private static Reply create(Caller caller, String name) {
        return caller.post("/api/v1/campaigns", """
                {"name": "%s", "channel": "SEARCH", "platform": "GOOGLE_ADS", "objective": "SALES",
                 "startDate": "2026-01-01", "endDate": "2026-12-31",
                 "budget": {"type": "TOTAL", "money": {"amount": "1000.00", "currency": "EUR"}}}""".formatted(name),
                "Idempotency-Key", name.replace(' ', '-'));
    }

    private static void assertUnavailable(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).matches("[1-9][0-9]*");
        assertThat(reply.json().path("code").asString()).isEqualTo("store-unavailable");
    }

    private static void becomes(BooleanSupplier state) {
        assertThat(Processes.becomes(state, PATIENCE)).isTrue();
    }
}
