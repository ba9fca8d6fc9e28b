package org.mediaplanner.sandbox.servers;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The files of a PostgreSQL server, copied while it changes them; what that tears, the log puts right. */
final class ServerFiles {

    /** What the documentation of PostgreSQL says to leave out: it belongs to the process, or is in the archive. */
    private static final Set<String> EMPTY_IN_A_BACKUP = Set.of("pg_wal", "pg_replslot", "pg_dynshmem", "pg_notify",
            "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans");
    private static final Set<String> NOT_IN_A_BACKUP = Set.of("postmaster.pid", "postmaster.opts", "pg_internal.init");

    private static final Path CONTROL = Path.of("global", "pg_control");

    private ServerFiles() {}

    /**
     * Copies {@code from} to {@code to}, which is new.
     *
     * @param meanwhile runs when all is copied but the control file, which comes last, as with pg_basebackup
     */
    static void copy(Path from, Path to, Runnable meanwhile) throws IOException {
        Files.createDirectory(to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.walkFileTree(from, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (!directory.equals(from)) {
                    Files.createDirectory(to.resolve(from.relativize(directory)));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path name = from.relativize(file);
                if (!EMPTY_IN_A_BACKUP.contains(name.getName(0).toString())
                        && !NOT_IN_A_BACKUP.contains(file.getFileName().toString())
                        && !name.equals(CONTROL)) {
                    try {
                        Files.copy(file, to.resolve(name));
                    } catch (NoSuchFileException gone) {
                        // A table that was dropped meanwhile: the log says so.
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        meanwhile.run();
        Files.copy(from.resolve(CONTROL), to.resolve(CONTROL));
    }
}
