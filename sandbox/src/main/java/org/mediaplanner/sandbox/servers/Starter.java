package org.mediaplanner.sandbox.servers;

import java.time.Duration;

/** The process that started this one. A killed Maven cannot end its child, so the child looks for itself. */
public final class Starter {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private Starter() {}

    /** Runs {@code then} once the process that started this one no longer runs. */
    public static void whenGone(Runnable then) {
        ProcessHandle.current().parent().map(ProcessHandle::pid).ifPresent(starter -> {
            Thread watch = new Thread(() -> {
                try {
                    while (Processes.runs(starter)) {
                        Thread.sleep(PAUSE);
                    }
                    then.run();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }, "starter-watch");
            watch.setDaemon(true);
            watch.start();
        });
    }
}
