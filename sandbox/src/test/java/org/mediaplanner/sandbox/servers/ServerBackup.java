package org.mediaplanner.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.mediaplanner.sandbox.servers.SandboxProcess.Place;
import org.springframework.util.FileSystemUtils;

/**
 * A base backup and the archive of the log of one server. The embedded distribution has no {@code pg_basebackup}; this
 * does by hand what that program does: begin, copy all files while they change, end, and keep the label.
 */
final class ServerBackup {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Place place;
    private final Path data;
    private final Path base;
    private final Path archive;

    ServerBackup(Place place, Path data, Path directory) throws IOException {
        this.place = place;
        this.data = data;
        this.base = directory.resolve("base");
        this.archive = Files.createDirectories(directory.resolve("archive"));
    }

    /** From its next start on the server gives every piece of its log to the archive. */
    void archiveFromNextStart() throws SQLException {
        try (Connection connection = place.connect("postgres"); Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET archive_mode = 'on'");
            statement.execute("ALTER SYSTEM SET archive_command = '" + store(archive) + "'");
        }
    }

    /** While the files are copied the server goes on, and {@code meanwhile} says what has to have happened by then. */
    void take(Runnable meanwhile) throws SQLException, IOException {
        try (Connection connection = place.connect("postgres"); Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('drill', true)");
            ServerFiles.copy(data, base, meanwhile);
            try (ResultSet end = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(true)")) {
                end.next();
                Files.writeString(base.resolve("backup_label"), end.getString(1));
            }
        }
    }

    /** Returns once all that is committed by now is in the archive; otherwise archive_timeout says when it is. */
    void archiveIsComplete() {
        String last = place.ask("SELECT pg_walfile_name(pg_switch_wal())");
        assertThat(Processes.becomes(() -> Files.exists(archive.resolve(last)), PATIENCE)).isTrue();
    }

    /** Power and disk of the server fail; {@code directory} is all that was on it. */
    void disaster(Path directory) {
        Processes.allWith(data).forEach(process -> Processes.signal(process.pid(), "KILL"));
        assertThat(Processes.becomes(() -> !Processes.anyWorksIn(data), PATIENCE)).isTrue();
        assertThat(FileSystemUtils.deleteRecursively(directory.toFile())).isTrue();
    }

    /** Everything that the archive holds. */
    void restore() throws IOException {
        restore(archived(), "");
    }

    /** What was committed up to {@code moment}, a time of the server's. */
    void restoreUntil(String moment) throws IOException {
        restore(archived(), "recovery_target_time = '" + moment + "'\nrecovery_target_action = 'promote'\n");
    }

    /** As if the last piece had never reached the archive. */
    void restoreWithoutLastPiece() throws IOException {
        List<Path> pieces = archived();
        restore(pieces.subList(0, pieces.size() - 1), "");
    }

    /** Each restored server gets an archive of its own: what it writes is another history from there on. */
    private void restore(List<Path> pieces, String target) throws IOException {
        Path own = Files.createTempDirectory(archive.getParent(), "archive");
        for (Path piece : pieces) {
            Files.createLink(own.resolve(piece.getFileName()), piece);
        }
        Files.createDirectories(data.getParent());
        ServerFiles.copy(base, data, () -> {
        });
        Files.createFile(data.resolve("recovery.signal"));
        Files.writeString(data.resolve("postgresql.auto.conf"), """
                restore_command = 'cp "%s/%%f" "%%p"'
                archive_command = '%s'
                """.formatted(own, store(own)) + target, StandardOpenOption.APPEND);
    }

    private List<Path> archived() throws IOException {
        try (Stream<Path> files = Files.list(archive)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9A-F]{24}")).sorted().toList();
        }
    }

    /** Never over a piece that is there, and never half of one. */
    private static String store(Path archive) {
        return "test ! -f \"%1$s/%%f\" && cp \"%%p\" \"%1$s/%%f.part\" && mv \"%1$s/%%f.part\" \"%1$s/%%f\""
                .formatted(archive);
    }
}
