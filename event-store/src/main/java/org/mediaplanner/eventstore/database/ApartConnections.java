package org.mediaplanner.eventstore.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A few connections of the writer for what is done apart from the current transaction and stands whatever becomes of
 * it. They are others than everybody's: who holds one of those must not wait for a second.
 */
public final class ApartConnections implements AutoCloseable {

    private final HikariDataSource pool;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    ApartConnections(HikariDataSource pool) {
        this.pool = pool;
        this.jdbc = JdbcClient.create(pool);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
        this.transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Does {@code work} in a transaction that is committed when this returns. */
    public <T> T inTransaction(Function<JdbcClient, T> work) {
        WithoutDatabase.check();
        return transactions.execute(status -> work.apply(jdbc));
    }

    @Override
    public void close() {
        pool.close();
    }
}
