package org.mediaplanner.sandbox.servers;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import redis.embedded.core.ExecutableProvider;

/**
 * Redis, which keeps nothing that must survive. The library holds the program; it is run from here, as a daemon,
 * because the library's own hook would end it while the application still writes, and Ctrl-C in a terminal reaches
 * every child that has not left its group.
 */
final class RedisServer {

    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final int ANSWER_MILLIS = 500;
    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String PONG = "+PONG";

    private final Path directory;
    private final Path configuration;
    private final Path pidFile;
    private final int port;

    RedisServer(SandboxSettings settings) {
        this.directory = settings.redis();
        this.configuration = directory.resolve("redis.conf");
        this.pidFile = directory.resolve("redis.pid");
        this.port = settings.redisPort();
    }

    /** Ends what an earlier run has left running. Whether there was any. */
    boolean endLeftover() {
        return end();
    }

    void start() {
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(pidFile);
            Files.writeString(configuration, settings());
            Path program = ExecutableProvider.newJarResourceProvider(directory.toFile()).get().toPath();
            new ProcessBuilder(program.toString(), configuration.toString()).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile())).start().waitFor();
        } catch (IOException e) {
            throw new CannotStart("Redis does not start: %s".formatted(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!Processes.becomes(this::answers, START)) {
            throw new CannotStart("Redis does not start: see %s".formatted(log()));
        }
    }

    void stop() {
        end();
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    private String settings() {
        return """
                bind 127.0.0.1
                port %d
                daemonize yes
                pidfile "%s"
                logfile "%s"
                dir "%s"
                save ""
                appendonly no
                # The arguments stay readable in the list of processes: by them the next start knows its own.
                set-proc-title no
                """.formatted(port, pidFile, log(), directory);
    }

    private Path log() {
        return directory.resolve("redis.log");
    }

    private boolean answers() {
        if (!Processes.runsWith(pid(), configuration)) {
            return false;
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                InputStream in = socket
                        .getInputStream()) {
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write(PING);
            return new String(in.readNBytes(PONG.length()), StandardCharsets.US_ASCII).equals(PONG);
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Whether there was one to end. */
    private boolean end() {
        long pid = pid();
        // A kill can come before the pid file is written.
        List<Long> ours = Processes.runsWith(pid, configuration)
                ? List.of(pid)
                : Processes.allWith(configuration).stream().map(ProcessHandle::pid).toList();
        for (long one : ours) {
            Processes.signal(one, "TERM");
            if (!Processes.ends(one, STOP)) {
                Processes.signal(one, "KILL");
                Processes.ends(one, STOP);
            }
        }
        return !ours.isEmpty();
    }

    /** As Redis wrote it; 0, which no process has, where there is none. */
    private long pid() {
        try {
            List<String> lines = Files.readAllLines(pidFile);
            return lines.isEmpty() || !lines.getFirst().matches("\\d{1,18}") ? 0 : Long.parseLong(lines.getFirst());
        } catch (IOException none) {
            return 0;
        }
    }
}
