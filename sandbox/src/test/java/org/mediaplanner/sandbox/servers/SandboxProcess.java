package org.mediaplanner.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.mediaplanner.sandbox.Sandbox;

/** {@link ServersOnly} in a process of its own, with ports of its own in a directory of the test's. */
final class SandboxProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path output;

    private SandboxProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Ports that were free a moment ago. */
    record Place(Path directory, int postgresPort, int redisPort, int temporalPort, int httpPort, int rsocketPort) {

        static Place in(Path directory) {
            return new Place(directory, freePort(), freePort(), freePort(), freePort(), freePort());
        }

        Place withPostgresPort(int port) {
            return new Place(directory, port, redisPort, temporalPort, httpPort, rsocketPort);
        }

        Place withRedisPort(int port) {
            return new Place(directory, postgresPort, port, temporalPort, httpPort, rsocketPort);
        }

        Place withHttpPort(int port) {
            return new Place(directory, postgresPort, redisPort, temporalPort, port, rsocketPort);
        }

        Place withRsocketPort(int port) {
            return new Place(directory, postgresPort, redisPort, temporalPort, httpPort, port);
        }

        Connection connect(String user) throws SQLException {
            return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + postgresPort + "/mediaplanner", user,
                    user);
        }

        /** What a superuser is answered. */
        String ask(String sql) {
            try (Connection connection = connect("postgres");
                    Statement statement = connection.createStatement();
                    ResultSet answer = statement.executeQuery(sql)) {
                answer.next();
                return answer.getString(1);
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        }

        private static int freePort() {
            try (ServerSocket socket = new ServerSocket(0)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static SandboxProcess start(Place place) {
        return start(place, ServersOnly.class, List.of(), List.of());
    }

    /** With the application. */
    static SandboxProcess startWhole(Place place) {
        return start(place, Sandbox.class, List.of(), List.of());
    }

    /** Started by a shell that can be killed, and ending with it. */
    static SandboxProcess startThroughShell(Place place) {
        return start(place, ServersOnly.class, List.of("sh", "-c", "\"$@\" & wait", "sh"),
                List.of("--sandbox.ends-with-starter=true"));
    }

    /** The client of {@code door} that the same command runs. */
    static SandboxProcess follow(Place place, String door, String token) {
        return start(List.of(java(), "-cp", System.getProperty("java.class.path"), Sandbox.class.getName(), "follow",
                door),
                Map.of("TOKEN", token, "API", "http://localhost:" + place.httpPort() + "/api/v1",
                        "RSOCKET_PORT", Integer.toString(place.rsocketPort())));
    }

    private static SandboxProcess start(Place place, Class<?> main, List<String> before, List<String> after) {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(java(),
                "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", System.getProperty("java.class.path"),
                main.getName(), "--sandbox.directory=" + place.directory(),
                "--sandbox.postgres.port=" + place.postgresPort(), "--sandbox.redis.port=" + place.redisPort(),
                "--sandbox.temporal.port=" + place.temporalPort(), "--sandbox.google.port=" + Place.freePort(),
                "--server.port=" + place.httpPort(), "--mediaplanner.rsocket.port=" + place.rsocketPort()));
        command.addAll(after);
        return start(command, Map.of());
    }

    private static SandboxProcess start(List<String> command, Map<String, String> environment) {
        try {
            Path output = Files.createTempFile("sandbox", ".out");
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new SandboxProcess(builder.start(), output);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    SandboxProcess ready() {
        return says(ServersOnly.READY);
    }

    SandboxProcess says(String text) {
        Processes.becomes(() -> output().contains(text) || !process.isAlive(), PATIENCE);
        assertThat(output()).contains(text);
        return this;
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for its end by itself. */
    int exitCode() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void terminate() {
        process.destroy();
        exitCode();
    }

    void interrupt() {
        Processes.signal(process.pid(), "INT");
        exitCode();
    }

    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** Whatever a failed test has left. */
    @Override
    public void close() {
        process.destroy();
        exitCode();
    }
}
