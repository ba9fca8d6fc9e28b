package org.mediaplanner.eventstore.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import org.flywaydb.core.Flyway;
import org.mediaplanner.eventstore.database.DatabaseProperties.Login;
import org.mediaplanner.eventstore.database.DatabaseProperties.Pool;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.stereotype.Component;

/**
 * Brings a module's schema up to date, as the owner. Each module has a schema and a history of its own and calls this
 * from a bean that everything reading the schema depends on.
 */
@Component
public final class SchemaMigration {

    /** Any number will do, as long as every node takes the same. */
    private static final long ONE_AT_A_TIME = 4_201_771;
    private static final int CONNECT_RETRIES = 20;

    private final DatabaseProperties database;
    private final Login owner;

    SchemaMigration(DatabaseProperties database) {
        this.database = database;
        this.owner = database.ownerLogin();
    }

    /**
     * Applies the migrations at {@code location} (as {@code classpath:db/event_store}) to {@code schema}, which is
     * created where it is missing. Tables made there are readable for both runtime roles and writable for the
     * writer; a migration may narrow that. The names of the roles are there as the placeholders {@code owner},
     * {@code writer} and {@code reader}.
     */
    public void migrate(String schema, String location) {
        Flyway flyway = Flyway.configure().dataSource(database.jdbcUrl(), owner.username(), owner.password())
                .schemas(schema).defaultSchema(schema).createSchemas(false).locations(location)
                .connectRetries(CONNECT_RETRIES).connectRetriesInterval(1).placeholders(Map.of("owner",
                        owner.username(), "writer", database.writer().username(), "reader", database.reader()
                                .username()))
                .load();
        asOwner(connection -> prepare(connection, schema));
        flyway.migrate();
        asOwner(connection -> execute(connection, "REVOKE ALL ON %I.flyway_schema_history FROM %I, %I", schema,
                database.writer().username(), database.reader().username()));
    }

    private void prepare(Connection connection, String schema) throws SQLException {
        connection.setAutoCommit(false);
        execute(connection, "SELECT pg_advisory_xact_lock(" + ONE_AT_A_TIME + ")");
        createRole(connection, database.writer());
        createRole(connection, database.reader());
        boundTransactions(connection, database.writer().username());
        boundTransactions(connection, database.reader().username());
        execute(connection, "CREATE SCHEMA IF NOT EXISTS %I", schema);
        grant(connection, schema);
        connection.commit();
    }

    private static void createRole(Connection connection, Pool role) throws SQLException {
        boolean exists = "1".equals(value(connection, "SELECT count(*) FROM pg_roles WHERE rolname = ?",
                role.username()));
        execute(connection, (exists ? "ALTER" : "CREATE")
                + " ROLE %I LOGIN PASSWORD %L", role.username(), role.password());
    }

    /**
     * No append may stay open for as long as a reader waits for a gap in the log to be filled (60 s): the server
     * itself ends it before.
     */
    private static void boundTransactions(Connection connection, String role) throws SQLException {
        execute(connection, "ALTER ROLE %I SET transaction_timeout = '20s'", role);
        execute(connection, "ALTER ROLE %I SET idle_in_transaction_session_timeout = '15s'", role);
    }

    private void grant(Connection connection, String schema) throws SQLException {
        String writer = database.writer().username();
        String reader = database.reader().username();
        String defaults = "ALTER DEFAULT PRIVILEGES IN SCHEMA %I ";
        execute(connection, "GRANT USAGE ON SCHEMA %I TO %I, %I", schema, writer, reader);
        execute(connection, defaults + "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I", schema, writer);
        execute(connection, defaults + "GRANT USAGE, SELECT ON SEQUENCES TO %I", schema, writer);
        execute(connection, defaults + "GRANT SELECT ON TABLES TO %I", schema, reader);
    }

    private void asOwner(Work work) {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), owner.username(), owner
                .password())) {
            work.on(connection);
        } catch (SQLException e) {
            throw new SQLExceptionSubclassTranslator().translate("Preparing the schema", null, e);
        }
    }

    /** Runs a statement that takes no parameters; the server itself quotes the names and literals put into it. */
    private static void execute(Connection connection, String template, String... values) throws SQLException {
        String statement = value(connection, "SELECT format(?" + ", ?".repeat(values.length) + ")", concat(template,
                values));
        try (Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private static String value(Connection connection, String query, String... parameters) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                ask.setString(i + 1, parameters[i]);
            }
            try (ResultSet answer = ask.executeQuery()) {
                answer.next();
                return answer.getString(1);
            }
        }
    }

    private static String[] concat(String first, String[] rest) {
        String[] all = new String[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }

    private interface Work {

        void on(Connection connection) throws SQLException;
    }
}
