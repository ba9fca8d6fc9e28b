package org.mediaplanner.eventstore.processing;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How what becomes of a page is written, together with how far that is.
 *
 * @param durable whether a commit waits for the disk. Where it does not, a database server that dies takes the last
 *        pages with it, place and rows alike, and they are folded again from the log, which always waits.
 */
public record PageTransaction(TransactionTemplate transaction, JdbcClient jdbc, boolean durable) {

    public void run(Runnable writing) {
        transaction.executeWithoutResult(status -> {
            if (!durable) {
                jdbc.sql("SET LOCAL synchronous_commit = off").update();
            }
            writing.run();
        });
    }
}
