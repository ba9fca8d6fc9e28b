package org.mediaplanner.sandbox.servers;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Looks at and ends processes that are nobody's children any more. */
final class Processes {

    /** Absent on systems other than Linux. */
    private static final Path PROC = Path.of("/proc");
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Processes() {}

    /** Whether {@code pid} runs; one that has ended and waits for its parent to notice does not. */
    static boolean runs(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent() && !isDefunct(pid);
    }

    /**
     * Whether {@code pid} runs and has {@code path} among its arguments. A pid alone says nothing: after a restart of
     * the machine it can be anybody's.
     */
    static boolean runsWith(long pid, Path path) {
        return runs(pid) && ProcessHandle.of(pid).flatMap(process -> process.info().arguments())
                .filter(arguments -> List.of(arguments).contains(path.toString())).isPresent();
    }

    /** Every process that runs and has {@code path} among its arguments. */
    static List<ProcessHandle> allWith(Path path) {
        return ProcessHandle.allProcesses().filter(process -> runsWith(process.pid(), path)).toList();
    }

    /** Whether any process works in {@code directory}; always false where the system does not tell. */
    static boolean anyWorksIn(Path directory) {
        if (!Files.isDirectory(PROC)) {
            return false;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (worksIn(process, directory)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends {@code signal} ({@code INT}, {@code QUIT} …); nothing happens where the process is gone. */
    static void signal(long pid, String signal) {
        try {
            // ProcessHandle knows TERM and KILL only. The shell's own kill needs no further program.
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            throw new CannotStart("Process %d cannot be ended: %s".formatted(pid, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until {@code pid} no longer runs; false where it still does after {@code patience}. */
    static boolean ends(long pid, Duration patience) {
        return becomes(() -> !runs(pid), patience);
    }

    /** Waits until {@code state} holds; false where it still does not after {@code patience}. */
    static boolean becomes(BooleanSupplier state, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!state.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return state.getAsBoolean();
            }
        }
        return true;
    }

    private static boolean isDefunct(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"));
            // The name before the state is in parentheses and may itself hold any character.
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return state == 'Z' || state == 'X';
        } catch (IOException gone) {
            return false;
        }
    }

    private static boolean worksIn(Path process, Path directory) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(directory.toRealPath());
        } catch (IOException notOurs) {
            return false;
        }
    }
}
