package org.mediaplanner.eventstore.processing;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Stops a processor on whatever node it runs, and lets it go on. Its token is given to an owner that is no node, for
 * ever: the batch in hand is finished, the next finds its claim gone and is rolled back, and no node can claim it.
 */
@Component
public final class ProcessorPause {

    static final String PAUSED = "paused";

    /** Times are compared as text; a claim of this time never runs out. */
    private static final String NEVER = "9999-12-31T23:59:59.999Z";
    private static final String LONG_AGO = "1970-01-01T00:00:00.000Z";

    private final JdbcClient jdbc;

    ProcessorPause(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false where it is paused already, or has never run */
    public boolean pause(String processor) {
        return jdbc.sql("""
                UPDATE event_store.token_entry SET owner = ?, timestamp = ?
                 WHERE processor_name = ? AND owner IS DISTINCT FROM ?
                """).params(PAUSED, NEVER, processor, PAUSED).update() > 0;
    }

    /** From where it stopped; within seconds a node has it. @return false where it is not paused */
    public boolean resume(String processor) {
        return jdbc.sql("""
                UPDATE event_store.token_entry SET owner = NULL, timestamp = ? WHERE processor_name = ? AND owner = ?
                """).params(LONG_AGO, processor, PAUSED).update() > 0;
    }
}
