package org.mediaplanner.sagas.testing;

import io.temporal.testserver.TestServer;
import io.temporal.testserver.TestServer.PortBoundTestServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Temporal server that can be stopped, started again, and made to forget. */
public abstract class TemporalServer implements AutoCloseable {

    private final int port = freePort();

    /** The server that the library holds: it forgets everything when it is stopped. */
    public static TemporalServer inProcess() {
        return new InProcess();
    }

    /** The real one, with its state in a file under {@code directory}, where its program is on the PATH. */
    public static Optional<TemporalServer> real(Path directory) {
        return Stream.of(System.getenv("PATH").split(":")).map(path -> Path.of(path, "temporal"))
                .filter(Files::isExecutable).findFirst().map(program -> new Real(program, directory));
    }

    public String target() {
        return "127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    /** Whether it still knows, once it is started again, what it knew when it was stopped. */
    public abstract boolean remembers();

    public abstract void start();

    public abstract void stop();

    @Override
    public void close() {
        stop();
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class InProcess extends TemporalServer {

        private @Nullable PortBoundTestServer server;

        @Override
        public boolean remembers() {
            return false;
        }

        @Override
        public void start() {
            server = TestServer.createPortBoundServer(port(), true);
        }

        @Override
        public void stop() {
            if (server != null) {
                server.close();
                server = null;
            }
        }
    }

    private static final class Real extends TemporalServer {

        private final Path program;
        private final Path directory;
        private @Nullable Process process;

        private Real(Path program, Path directory) {
            this.program = program;
            this.directory = directory;
        }

        @Override
        public boolean remembers() {
            return true;
        }

        @Override
        public void start() {
            try {
                process = new ProcessBuilder(program.toString(), "server", "start-dev", "--headless", "--port", String
                        .valueOf(port()), "--db-filename", directory.resolve("temporal.db").toString(),
                        "--sqlite-pragma", "journal_mode=wal", "--sqlite-pragma", "synchronous=normal", "--log-level",
                        "error").redirectErrorStream(true).redirectOutput(directory.resolve("temporal.log").toFile())
                        .start();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void stop() {
            Process running = process;
            if (running != null) {
                running.destroy();
                try {
                    if (!running.waitFor(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS)) {
                        running.destroyForcibly().waitFor();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                process = null;
            }
        }
    }
}
