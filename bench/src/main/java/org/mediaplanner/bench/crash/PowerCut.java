package org.mediaplanner.bench.crash;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.mediaplanner.bench.product.Product;
import org.springframework.util.FileSystemUtils;

/**
 * A file system of its own, in a file, that can be stopped in the middle: the kernel forgets what was not asked to be on
 * the disk, as when the power fails. Needs Linux and root.
 */
final class PowerCut implements Fault, AutoCloseable {

    /** {@code EXT4_IOC_SHUTDOWN}, from {@code _IOR('X', 125, __u32)}. */
    private static final long SHUTDOWN = 0x8004_587DL;
    /** {@code EXT4_GOING_FLAGS_NOLOGFLUSH}: the journal is not written either. */
    private static final int WITHOUT_JOURNAL = 2;
    private static final int READ_ONLY = 0;
    private static final String GIBIBYTES = "8G";

    private final Path image;
    private final Path mount;

    private PowerCut(Path image, Path mount) {
        this.image = image;
        this.mount = mount;
    }

    /** Whether this machine and user can do it. */
    static boolean isPossible() {
        return "root".equals(System.getProperty("user.name")) && Files.isExecutable(Path.of("/usr/sbin/mkfs.ext4"));
    }

    /** Makes the file system under {@code directory}. */
    static PowerCut in(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        PowerCut disk = new PowerCut(directory.resolve("disk.img"), Files.createDirectories(directory.resolve("disk")));
        run("truncate", "--size=" + GIBIBYTES, disk.image.toString());
        run("/usr/sbin/mkfs.ext4", "-q", "-F", disk.image.toString());
        disk.mount();
        return disk;
    }

    /** Moves the data of the installation's PostgreSQL here, before anybody works. */
    void takePostgres(Installation installation) throws IOException, InterruptedException {
        Path data = installation.directory().resolve("postgres");
        Fault.kill(Fault.postmaster(installation.directory()));
        installation.servers().letGoOfPostgres();
        run("cp", "-a", data.toString(), mount.resolve("postgres").toString());
        FileSystemUtils.deleteRecursively(data);
        Files.createSymbolicLink(data, mount.resolve("postgres"));
        run("sync");
        installation.servers().startPostgresAgain();
    }

    @Override
    public Duration strike(Installation installation) throws Exception {
        // Afterwards nothing can be read any more that is not in memory by chance.
        ProcessHandle postmaster = Fault.postmaster(installation.directory());
        stopFileSystem();
        for (Product node : installation.nodes()) {
            node.kill();
        }
        Fault.kill(postmaster);
        installation.servers().letGoOfPostgres();
        run("umount", mount.toString());
        mount();
        installation.servers().startPostgresAgain();
        for (Product node : installation.nodes()) {
            node.start();
        }
        return Duration.ZERO;
    }

    @SuppressWarnings("restricted") // three calls of the C library, as its manual declares them
    private void stopFileSystem() throws IOException {
        Linker linker = Linker.nativeLinker();
        MethodHandle open = linker.downcallHandle(linker.defaultLookup().findOrThrow("open"), FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT), Linker.Option.firstVariadicArg(2));
        MethodHandle ioctl = linker.downcallHandle(linker.defaultLookup().findOrThrow("ioctl"), FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
                Linker.Option
                        .firstVariadicArg(2));
        MethodHandle close = linker.downcallHandle(linker.defaultLookup().findOrThrow("close"), FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment flags = arena.allocateFrom(ValueLayout.JAVA_INT, WITHOUT_JOURNAL);
            int file = (int) open.invokeExact(arena.allocateFrom(mount.toString()), READ_ONLY);
            int result = (int) ioctl.invokeExact(file, SHUTDOWN, flags);
            int closed = (int) close.invokeExact(file);
            if (file < 0 || result != 0 || closed != 0) {
                throw new IOException("The file system does not stop: %d %d %d".formatted(file, result, closed));
            }
        } catch (IOException refused) {
            throw refused;
        } catch (Throwable wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private void mount() throws IOException, InterruptedException {
        run("mount", "-o", "loop", image.toString(), mount.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException(List.of(command) + " ended with " + process.exitValue());
        }
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", mount.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Files.delete(image);
    }
}
