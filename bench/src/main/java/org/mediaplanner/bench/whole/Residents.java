package org.mediaplanner.bench.whole;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What all processes hold in memory that work in a directory or are told of it: servers that were started to outlive
 * their starter are nobody's children. Pages that several share are counted once in all.
 */
final class Residents implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(250);
    private static final Path PROC = Path.of("/proc");
    private static final String SHARE = "Pss:";

    private final Path directory;
    private final Thread watch = Thread.ofVirtual().unstarted(this::watch);
    private Map<String, Long> most = Map.of();
    private volatile boolean closing;

    Residents(Path directory) {
        this.directory = directory;
        watch.start();
    }

    /** The most since the last call, in bytes, by program. */
    synchronized Map<String, Long> most() {
        Map<String, Long> until = most;
        most = Map.of();
        return until;
    }

    private void watch() {
        try {
            while (!closing) {
                Map<String, Long> now = now();
                keep(now);
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void keep(Map<String, Long> now) {
        if (sum(now) > sum(most)) {
            most = now;
        }
    }

    static long sum(Map<String, Long> bytes) {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    private Map<String, Long> now() {
        Map<String, Long> bytes = new TreeMap<>();
        ProcessHandle.allProcesses().filter(this::belongs).forEach(process -> bytes.merge(program(process),
                share(process.pid()), Long::sum));
        return bytes;
    }

    private boolean belongs(ProcessHandle process) {
        Path entry = PROC.resolve(Long.toString(process.pid()));
        try {
            return Files.readSymbolicLink(entry.resolve("cwd")).startsWith(directory)
                    || Files.readString(entry.resolve("cmdline"), ISO_8859_1).contains(directory.toString());
        } catch (IOException endedOrNotOurs) {
            return false;
        }
    }

    private static String program(ProcessHandle process) {
        String name = process.info().command().map(command -> Path.of(command).getFileName().toString()).orElse("");
        return name.startsWith("redis") ? "redis" : name;
    }

    private static long share(long pid) {
        try (Stream<String> lines = Files.lines(PROC.resolve(Long.toString(pid)).resolve("smaps_rollup"))) {
            return lines.filter(line -> line.startsWith(SHARE))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024).sum();
        } catch (IOException | java.io.UncheckedIOException ended) {
            return 0;
        }
    }

    @Override
    public void close() {
        closing = true;
    }
}
