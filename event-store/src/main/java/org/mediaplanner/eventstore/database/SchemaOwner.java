package org.mediaplanner.eventstore.database;

import java.util.function.Function;

import org.mediaplanner.eventstore.database.DatabaseProperties.Login;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Acts as the owner of all tables, for what changes tables rather than rows. The writer cannot, and need not be able
 * to: a connection is opened for each transaction, rarely, and no limit of the writer's ends a long one.
 */
@Component
public final class SchemaOwner {

    private final DriverManagerDataSource connections;
    private final JdbcTemplate jdbc;

    SchemaOwner(DatabaseProperties database) {
        Login owner = database.ownerLogin();
        this.connections = new DriverManagerDataSource(database.jdbcUrl(), owner.username(), owner.password());
        this.jdbc = new JdbcTemplate(connections);
    }

    /** @param isolation as {@link org.springframework.transaction.TransactionDefinition} numbers it */
    public <T> T inTransaction(int isolation, Function<JdbcTemplate, T> work) {
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(connections));
        transaction.setIsolationLevel(isolation);
        return transaction.execute(status -> work.apply(jdbc));
    }
}
