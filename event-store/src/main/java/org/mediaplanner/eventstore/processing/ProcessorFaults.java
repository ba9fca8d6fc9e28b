package org.mediaplanner.eventstore.processing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.mediaplanner.eventstore.token.StoredToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Notes what a processor of this node fails on time after time, for every node to see. */
@Component
final class ProcessorFaults {

    /** A race or a pause of the database is over by then. */
    private static final int IN_A_ROW = 3;

    private static final Logger LOG = LoggerFactory.getLogger(ProcessorFaults.class);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate aside;
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    ProcessorFaults(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.aside = new TransactionTemplate(transactions);
        // What failed is rolled back; the note is not.
        this.aside.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
    }

    /** {@code processor} got on, if only to the end of the log: what was noted is taken back. */
    void over(String processor) {
        Integer before = failures.remove(processor);
        if (before == null || before < IN_A_ROW) {
            return;
        }
        try {
            aside.executeWithoutResult(status -> jdbc
                    .update("DELETE FROM event_store.processor_fault WHERE processor_name = ?", processor));
        } catch (DataAccessException | TransactionException away) {
            failures.put(processor, before);
        }
    }

    /** {@code processor} failed on {@code fault}, unless that is an outage, which others tell of. */
    void note(String processor, Throwable fault) {
        if (Failures.isOutage(fault)) {
            return;
        }
        if (failures.merge(processor, 1, Integer::sum) < IN_A_ROW) {
            return;
        }
        String error = Failures.describe(fault);
        try {
            aside.executeWithoutResult(status -> jdbc.update("""
                    INSERT INTO event_store.processor_fault (processor_name, token_index, error) VALUES (?, ?, ?)
                        ON CONFLICT (processor_name) DO UPDATE SET token_index = excluded.token_index,
                           error = excluded.error, noted_at = now()
                    """, processor, StoredToken.read(jdbc, processor).index(), error));
        } catch (DataAccessException | TransactionException away) {
            LOG.info("That {} fails cannot be noted: {}", processor, error);
        }
    }
}
