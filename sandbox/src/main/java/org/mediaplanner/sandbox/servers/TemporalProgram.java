package org.mediaplanner.sandbox.servers;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The real Temporal server, as its command line program starts it for developers; its state is a file. */
final class TemporalProgram implements TemporalServer {

    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final int SCREENS_ABOVE = 1_000;

    private final Path program;
    private final Path state;
    private final Path log;
    private final int port;

    TemporalProgram(Path program, SandboxSettings settings) {
        this.program = program;
        this.state = settings.directory().resolve("temporal.db");
        this.log = settings.directory().resolve("temporal.log");
        this.port = settings.temporalPort();
    }

    /** The first on the PATH. */
    static Optional<Path> onPath() {
        return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .filter(directory -> !directory.isBlank()).map(directory -> Path.of(directory, "temporal"))
                .filter(Files::isExecutable).filter(Files::isRegularFile).findFirst();
    }

    /** Two servers on one file would not notice each other. */
    @Override
    public boolean endLeftover() {
        List<ProcessHandle> left = Processes.allWith(state);
        left.forEach(process -> {
            Processes.signal(process.pid(), "TERM");
            if (!Processes.ends(process.pid(), STOP)) {
                Processes.signal(process.pid(), "KILL");
                Processes.ends(process.pid(), STOP);
            }
        });
        return !left.isEmpty();
    }

    @Override
    public void start() {
        try {
            // A session of its own: Ctrl-C in the terminal is for the application, which ends this when it has ended.
            new ProcessBuilder("setsid", program.toString(), "server", "start-dev", "--ip", "127.0.0.1", "--port",
                    String.valueOf(port), "--ui-port", String.valueOf(port + SCREENS_ABOVE), "--db-filename",
                    state.toString(), "--sqlite-pragma", "journal_mode=wal", "--sqlite-pragma", "synchronous=normal",
                    "--log-level", "warn").redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new CannotStart("Temporal does not start: %s".formatted(e.getMessage()), e);
        }
        if (!Processes.becomes(this::listens, START)) {
            throw new CannotStart("Temporal does not start: see %s".formatted(log));
        }
    }

    @Override
    public void stop() {
        endLeftover();
    }

    @Override
    public void kill() {
        Processes.allWith(state).forEach(process -> {
            Processes.signal(process.pid(), "KILL");
            Processes.ends(process.pid(), STOP);
        });
    }

    @Override
    public String description() {
        return "Temporal (" + program + ") on port " + port;
    }

    @Override
    public Optional<String> screens() {
        return Optional.of("http://localhost:" + (port + SCREENS_ABOVE));
    }

    @Override
    public boolean sticky() {
        return true;
    }

    private boolean listens() {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
