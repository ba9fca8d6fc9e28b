package org.mediaplanner.sandbox.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * PostgreSQL, durable, on this machine's own address only. The library unpacks and starts it; ending it is done here,
 * by its pid file, because the one to be ended may be that of a run which was killed.
 */
final class PostgresServer {

    static final String OWNER = "mp_owner";
    static final String DATABASE = "mediaplanner";

    private static final String PID_FILE = "postmaster.pid";
    /** The library's own; held as long as the process lives that started a server, however long ago that one ended. */
    private static final String LOCK_FILE = "epg-lock";

    /** A start after a crash replays the log first. */
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration FAST_STOP = Duration.ofSeconds(30);
    private static final Duration HARD_STOP = Duration.ofSeconds(10);

    private final Path data;
    private final Path draft;
    private final Path log;
    private final int port;
    /** That of this process, which holds a lock on the directory until it is closed. */
    private @Nullable EmbeddedPostgres server;

    PostgresServer(SandboxSettings settings) {
        this.data = settings.postgres();
        this.draft = settings.directory().resolve("postgres.new");
        this.log = settings.directory().resolve("postgres.log");
        this.port = settings.postgresPort();
    }

    /** Ends what an earlier run has left running; its data stay. Whether there was any. */
    boolean endLeftover() {
        boolean draftRan = end(draft);
        return end(data) || draftRan;
    }

    /** Starts the server, made anew where there is none yet, and sees that it is durable. */
    void start() {
        delete(log);
        if (!Files.isDirectory(data)) {
            create();
        }
        delete(data.resolve(LOCK_FILE));
        server = run(data);
    }

    void stop() {
        endLeftover();
    }

    /** Ends what is left of one that died under this process, and starts it anew on the same data. */
    void startAgain() {
        endLeftover();
        letGo();
        start();
    }

    /** Gives up the lock on the directory of one that has died. */
    void letGo() {
        EmbeddedPostgres died = server;
        server = null;
        if (died != null) {
            try {
                died.close();
            } catch (IOException e) {
                throw new CannotStart("The lock on %s is not released: %s".formatted(data, e.getMessage()), e);
            }
        }
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    /** Made in a directory of its own and then renamed: a start that was killed half way leaves nothing believed. */
    private void create() {
        FileSystemUtils.deleteRecursively(draft.toFile());
        EmbeddedPostgres server = run(draft);
        try {
            server.close();
            end(draft);
            Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CannotStart("%s cannot be made: %s".formatted(data, e.getMessage()), e);
        }
    }

    private EmbeddedPostgres run(Path directory) {
        EmbeddedPostgres server = launch(directory);
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            requireDurable(statement);
            createMissing(statement);
            return server;
        } catch (SQLException e) {
            throw new CannotStart("PostgreSQL cannot be prepared: %s".formatted(e.getMessage()), e);
        }
    }

    private EmbeddedPostgres launch(Path directory) {
        try {
            return builder(directory).start();
        } catch (IOException | RuntimeException e) {
            throw new CannotStart("PostgreSQL does not start: %s (more in %s)".formatted(reason(e), log), e);
        }
    }

    private EmbeddedPostgres.Builder builder(Path directory) {
        Redirect toLog = Redirect.appendTo(log.toFile());
        return EmbeddedPostgres.builder().setDataDirectory(directory).setCleanDataDirectory(false)
                .setRegisterShutdownHook(false).setPort(port).setPGStartupWait(START)
                .setOutputRedirector(toLog).setErrorRedirector(toLog)
                // The same order of texts on every machine, whatever its language.
                .setLocaleConfig("locale", "C").setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                // The library, made for tests, switches both off.
                .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on")
                // A socket file in a shared directory would outlive a kill and stop the next start.
                .setServerConfig("unix_socket_directories", "").setServerConfig("listen_addresses", "localhost")
                .setServerConfig("shared_buffers", "256MB").setServerConfig("max_connections", "100");
    }

    private static void requireDurable(Statement statement) throws SQLException {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            String value = one(statement, "SELECT current_setting('" + setting + "')");
            if (!"on".equals(value)) {
                throw new CannotStart("PostgreSQL has %s %s: a crash could lose data.".formatted(setting, value));
            }
        }
    }

    /** The owner may create roles, as those of the runtime, and is no superuser: row-level security holds for it. */
    private static void createMissing(Statement statement) throws SQLException {
        if ("0".equals(one(statement, "SELECT count(*) FROM pg_roles WHERE rolname = '" + OWNER + "'"))) {
            statement.execute("CREATE ROLE " + OWNER + " LOGIN CREATEROLE PASSWORD '" + OWNER + "'");
        }
        if ("0".equals(one(statement, "SELECT count(*) FROM pg_database WHERE datname = '" + DATABASE + "'"))) {
            statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + OWNER);
        }
    }

    private static String one(Statement statement, String query) throws SQLException {
        try (ResultSet answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getString(1);
        }
    }

    /** Whether there was one to end. */
    private static boolean end(Path directory) {
        Processes.allWith(directory).stream().filter(PostgresServer::prepares)
                .forEach(process -> Processes.signal(process.pid(), "KILL"));
        long pid = pid(directory);
        boolean runs = pid > 0 && Processes.runsWith(pid, directory);
        if (runs) {
            // INT: no new connections, open transactions rolled back, all written to disk.
            Processes.signal(pid, "INT");
            if (!Processes.ends(pid, FAST_STOP)) {
                Processes.signal(pid, "QUIT");
                if (!Processes.ends(pid, HARD_STOP)) {
                    throw new CannotStart("PostgreSQL, process %d, does not end: end it by hand.".formatted(pid));
                }
            }
        }
        // Without its postmaster the others end by themselves; only then may the next one have the files.
        if (!Processes.becomes(() -> !Processes.anyWorksIn(directory), HARD_STOP)) {
            throw new CannotStart("Processes of PostgreSQL still work in %s: end them by hand.".formatted(directory));
        }
        if (pid > 0 && ProcessHandle.of(pid).isPresent()) {
            // PostgreSQL itself would take whoever has that pid now for its postmaster.
            delete(directory.resolve(PID_FILE));
        }
        return runs;
    }

    /** Whether this is {@code initdb} or {@code pg_ctl}, which have outlived the run that called them. */
    private static boolean prepares(ProcessHandle process) {
        return process.info().command().filter(command -> command.endsWith("initdb") || command.endsWith("pg_ctl"))
                .isPresent();
    }

    private static long pid(Path directory) {
        // Further lines hold a path in whatever encoding.
        try (Stream<String> lines = Files.lines(directory.resolve(PID_FILE), StandardCharsets.ISO_8859_1)) {
            return lines.findFirst().map(String::strip).filter(line -> line.matches("\\d{1,18}")).map(Long::valueOf)
                    .orElse(0L);
        } catch (IOException none) {
            return 0;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new CannotStart("%s cannot be removed: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** What the server itself gives as the reason is worth more than that a process failed. */
    private String reason(Exception e) {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains("FATAL") || line.contains("PANIC") || line.contains("error:"))
                    .reduce((earlier, later) -> later).orElseGet(() -> String.valueOf(e.getMessage()));
        } catch (IOException noLog) {
            return String.valueOf(e.getMessage());
        }
    }
}
