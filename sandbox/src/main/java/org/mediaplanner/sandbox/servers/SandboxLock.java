package org.mediaplanner.sandbox.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Scanner;

/**
 * One sandbox to a directory. The lock is the operating system's and goes with the process that holds it, however
 * that ends; the file names the holder and its starter.
 */
final class SandboxLock implements AutoCloseable {

    /** How long a sandbox whose starter was killed may take to notice and to stop its servers. */
    private static final Duration ENDING = Duration.ofSeconds(40);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final FileChannel channel;

    private SandboxLock(FileChannel channel) {
        this.channel = channel;
    }

    private record Holder(long pid, long starter) {

        private boolean isEnding() {
            return starter > 0 && !Processes.runs(starter);
        }
    }

    /** @throws CannotStart where another sandbox runs in the directory */
    static SandboxLock take(SandboxSettings settings) {
        Path file = settings.directory().resolve("lock");
        try {
            Files.createDirectories(settings.directory());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (lock(channel) || waitedFor(holder(file), channel)) {
                write(channel, settings);
                return new SandboxLock(channel);
            }
            channel.close();
            throw new CannotStart(
                    "A sandbox already runs in %s, as process %d: end it first, or give this one %s, %s, %s"
                            .formatted(settings.directory(), holder(file).pid(), SandboxSettings.DIRECTORY,
                                    SandboxSettings.HTTP_PORT, SandboxSettings.POSTGRES_PORT)
                            + " and " + SandboxSettings.REDIS_PORT + " of its own.");
        } catch (IOException e) {
            throw new CannotStart("%s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean waitedFor(Holder holder, FileChannel channel) throws IOException {
        long end = System.nanoTime() + ENDING.toNanos();
        while (holder.isEnding() && System.nanoTime() < end) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            if (lock(channel)) {
                return true;
            }
        }
        return false;
    }

    private static boolean lock(FileChannel channel) throws IOException {
        FileLock lock = channel.tryLock();
        return lock != null;
    }

    private static void write(FileChannel channel, SandboxSettings settings) throws IOException {
        long starter = settings.endsWithStarter()
                ? ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L)
                : 0;
        String holder = ProcessHandle.current().pid() + " " + starter + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    /** The holder; zeros for one that has the lock and has not yet written who it is. */
    private static Holder holder(Path file) throws IOException {
        try (Scanner words = new Scanner(file, StandardCharsets.US_ASCII)) {
            return new Holder(words.hasNextLong() ? words.nextLong() : 0, words.hasNextLong() ? words.nextLong() : 0);
        }
    }
}
