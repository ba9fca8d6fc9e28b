package org.mediaplanner.sandbox.servers;

import java.util.Optional;

/** A Temporal server of the sandbox's. */
interface TemporalServer {

    /** The real one where its program is on the PATH, else the one that a library holds. */
    static TemporalServer of(SandboxSettings settings) {
        return TemporalProgram.onPath().<TemporalServer>map(program -> new TemporalProgram(program, settings))
                .orElseGet(() -> new TemporalInProcess(settings));
    }

    /** Ends what an earlier run has left running. Whether there was any. */
    boolean endLeftover();

    void start();

    void stop();

    /** Ends it without a chance to write anything down. */
    void kill();

    /** What people should know of it. */
    String description();

    /** Where its own screens are. */
    Optional<String> screens();

    /** Whether it gives up a worker that is gone. */
    boolean sticky();
}
