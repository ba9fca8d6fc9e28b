package org.mediaplanner.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaplanner.sandbox.servers.SandboxProcess.Place;

/** Starts, ends and kills real servers, as a newcomer's terminal and machine do. */
class SandboxLifeCycleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path directory;

    /** Set up once, kept from test to test: that is what is promised. */
    private static Place place;

    @BeforeAll
    static void first_start() throws SQLException {
        place = Place.in(directory.resolve("sandbox"));
        try (SandboxProcess sandbox = SandboxProcess.start(place).ready()) {
            execute("CREATE TABLE kept (n int PRIMARY KEY)");
            sandbox.terminate();
        }
    }

    @AfterAll
    static void nothing_is_left() {
        assertThat(nothingRunsIn(place)).isTrue();
    }

    @Test
    void the_database_is_durable_and_its_owner_is_bound_by_row_level_security() throws SQLException {
        try (SandboxProcess sandbox = SandboxProcess.start(place).ready()) {
            assertThat(ask("SELECT current_setting('fsync') || current_setting('synchronous_commit')")).isEqualTo(
                    "onon");
            assertThat(ask("SELECT rolsuper OR rolbypassrls OR NOT rolcreaterole FROM pg_roles WHERE rolname = user"))
                    .isEqualTo("f");
            assertThat(sandbox.isAlive()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void a_signal_ends_all_and_the_next_start_finds_the_data(String signal) throws Exception {
        assumeTrue(!signal.equals("INT") || isHeard(2),
                "whoever started this build ignores SIGINT, and so does every process begun by it");
        int row = signal.hashCode();
        try (SandboxProcess sandbox = SandboxProcess.start(place).ready()) {
            execute("INSERT INTO kept VALUES (" + row + ")");
            if (signal.equals("INT")) {
                sandbox.interrupt();
            } else {
                sandbox.terminate();
            }
            assertThat(nothingRunsIn(place)).isTrue();
        }
        try (SandboxProcess next = SandboxProcess.start(place).ready()) {
            assertThat(ask("SELECT count(*) FROM kept WHERE n = " + row)).isEqualTo("1");
            assertThat(next.output()).doesNotContain("earlier run");
        }
    }

    /** A shell starts what it runs in the background so that it ignores Ctrl-C. */
    private static boolean isHeard(int signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        String ignored = Files.exists(status)
                ? Files.readAllLines(status).stream().filter(line -> line.startsWith("SigIgn:")).findFirst()
                        .orElse("SigIgn: 0").substring("SigIgn:".length()).strip()
                : "0";
        return !new BigInteger(ignored, 16).testBit(signal - 1);
    }

    @Test
    void after_a_kill_the_next_start_ends_the_orphans_and_has_what_was_committed() throws SQLException {
        try (SandboxProcess killed = SandboxProcess.start(place).ready()) {
            execute("INSERT INTO kept VALUES (1)");
            killed.kill();
            assertThat(nothingRunsIn(place)).as("servers outlive a kill").isFalse();
        }
        // Other ports: what is left is known by its files, not by where it listens.
        Place elsewhere = Place.in(place.directory());
        try (SandboxProcess next = SandboxProcess.start(elsewhere).ready();
                Connection connection = elsewhere.connect(
                        "mp_owner");
                Statement statement = connection.createStatement();
                ResultSet kept = statement
                        .executeQuery("SELECT n FROM kept WHERE n = 1")) {
            assertThat(kept.next()).isTrue();
            assertThat(next.output()).contains("PostgreSQL server that an earlier run").contains(
                    "Redis server that an earlier run");
        }
    }

    @Test
    void pid_files_that_name_strangers_harm_nobody() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            String pid = Long.toString(stranger.pid());
            Files.writeString(place.directory().resolve("postgres/postmaster.pid"), pid + "\n");
            Files.writeString(place.directory().resolve("redis/redis.pid"), pid + "\n");
            try (SandboxProcess sandbox = SandboxProcess.start(place).ready()) {
                assertThat(sandbox.isAlive()).isTrue();
            }
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroy();
        }
    }

    @Test
    void a_port_that_somebody_else_has_is_said_in_one_line() throws IOException {
        try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int taken = stranger.getLocalPort();
            assertRefused(place.withPostgresPort(taken), taken, "PostgreSQL", "SANDBOX_POSTGRES_PORT");
            assertRefused(place.withRedisPort(taken), taken, "Redis", "SANDBOX_REDIS_PORT");
            assertRefused(place.withHttpPort(taken), taken, "HTTP", "PORT");
            assertRefused(place.withRsocketPort(taken), taken, "RSocket", "RSOCKET_PORT");
        }
    }

    @Test
    void a_second_sandbox_is_told_of_the_first_and_leaves_it_alone() throws SQLException {
        try (SandboxProcess first = SandboxProcess.start(place).ready();
                SandboxProcess second = SandboxProcess.start(
                        place)) {
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.output()).contains("A sandbox already runs in " + place.directory()).contains(
                    "SANDBOX_DIRECTORY");
            assertThat(first.isAlive()).isTrue();
            assertThat(ask("SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void when_its_starter_is_killed_it_ends_and_the_next_start_waits_for_that() {
        try (SandboxProcess killed = SandboxProcess.startThroughShell(place).ready()) {
            killed.kill();
            try (SandboxProcess next = SandboxProcess.start(place).ready()) {
                assertThat(next.isAlive()).isTrue();
            }
        }
        assertThat(Processes.becomes(() -> nothingRunsIn(place), PATIENCE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 1000, 1800, 2600})
    void a_first_start_that_is_killed_half_way_does_not_stop_the_next(int millis) throws InterruptedException {
        Place fresh = Place.in(directory.resolve("killed-after-" + millis));
        try (SandboxProcess killed = SandboxProcess.start(fresh)) {
            Thread.sleep(millis);
            killed.kill();
        }
        try (SandboxProcess next = SandboxProcess.start(fresh).ready()) {
            assertThat(next.isAlive()).isTrue();
        }
        assertThat(nothingRunsIn(fresh)).isTrue();
    }

    @Test
    void a_signal_in_the_middle_of_a_first_start_leaves_no_process() throws InterruptedException {
        Place fresh = Place.in(directory.resolve("ended-early"));
        try (SandboxProcess sandbox = SandboxProcess.start(fresh)) {
            Thread.sleep(1300);
            sandbox.terminate();
            assertThat(nothingRunsIn(fresh)).isTrue();
        }
    }

    private static void assertRefused(Place wanted, int port, String purpose, String setting) {
        try (SandboxProcess refused = SandboxProcess.start(wanted)) {
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.output().lines()).singleElement().asString().startsWith("Something else listens on "
                    + port).contains(purpose).contains("set " + setting + " ");
            assertThat(nothingRunsIn(wanted)).isTrue();
        }
    }

    private static boolean nothingRunsIn(Place place) {
        Path postgres = place.directory().resolve("postgres");
        Path draft = place.directory().resolve("postgres.new");
        return Processes.allWith(postgres).isEmpty() && Processes.allWith(draft).isEmpty()
                && !Processes.anyWorksIn(postgres) && !Processes.anyWorksIn(draft)
                && Processes.allWith(place.directory().resolve("redis/redis.conf")).isEmpty();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = place.connect("mp_owner"); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(String sql) throws SQLException {
        try (Connection connection = place.connect("mp_owner");
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
