package org.mediaplanner.eventstore.processing;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How a follower writes what becomes of a page, together with its token.
 *
 * @param durable whether a commit waits for the disk. Where it does not, a database server that dies takes the last
 *        pages with it, token and rows alike, and they are folded again from the log, which always waits.
 */
record PageTransaction(TransactionTemplate transaction, JdbcClient jdbc, boolean durable) {

    void run(Runnable writing) {
        transaction.executeWithoutResult(status -> {
            if (!durable) {
                jdbc.sql("SET LOCAL synchronous_commit = off").update();
            }
            writing.run();
        });
    }
}
