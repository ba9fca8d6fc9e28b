package org.mediaplanner.eventstore.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.mediaplanner.eventstore.database.DatabaseProperties.Login;
import org.mediaplanner.eventstore.database.DatabaseProperties.Pool;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Brings a module's schema up to date, as the owner. Each module has a schema and a history of its own and calls this
 * from a bean that everything reading the schema depends on.
 */
@Component
public final class SchemaMigration {

    /** Names the lock; any number will do, as long as every node takes the same. */
    private static final long ONE_AT_A_TIME = 4_201_771;

    /**
     * No append may stay open for as long as a reader waits for a gap in the log to be filled (60 s): the server
     * itself ends it before.
     */
    private static final Map<String, String> LIMITS = Map.of("transaction_timeout", "20s",
            "idle_in_transaction_session_timeout", "15s");

    private final DatabaseProperties database;
    private final Login owner;
    private final String writer;
    private final String reader;

    public SchemaMigration(DatabaseProperties database) {
        this.database = database;
        this.owner = database.ownerLogin();
        this.writer = database.writer().username();
        this.reader = database.reader().username();
    }

    /**
     * Applies the migrations at {@code location} (as {@code classpath:db/event_store}) to {@code schema}, which is
     * created where it is missing. Tables made there are readable and writable for the writer, which a migration may
     * narrow, and closed to the reader until a migration opens them: who answers questions is to see the rows of one
     * tenant, and of nothing else any. The names of the roles are there as the placeholders {@code owner},
     * {@code writer} and {@code reader}. Nodes that start together migrate one after the other.
     */
    public void migrate(String schema, String location) {
        try (SingleConnectionDataSource connection = new SingleConnectionDataSource(database.jdbcUrl(),
                owner.username(), owner.password(), true)) {
            JdbcTemplate jdbc = new JdbcTemplate(connection);
            // Held until this connection closes.
            run(jdbc, "SELECT pg_advisory_lock(%s)", ONE_AT_A_TIME);
            createRole(jdbc, database.writer());
            createRole(jdbc, database.reader());
            createSchema(jdbc, schema);
            flyway(schema, location).migrate();
            run(jdbc, "REVOKE ALL ON %I.flyway_schema_history FROM %I, %I", schema, writer, reader);
        }
    }

    /**
     * A role with the password that is set now. What is right already is left alone: the catalogue of roles is the
     * whole server's, on which others may start at this moment.
     */
    private void createRole(JdbcTemplate jdbc, Pool role) {
        String name = role.username();
        String found = jdbc.queryForList("SELECT coalesce(rolconfig::text, '') FROM pg_roles WHERE rolname = ?",
                String.class, name).stream().findFirst().orElse(null);
        if (found == null || !logsIn(role)) {
            run(jdbc, (found == null ? "CREATE" : "ALTER") + " ROLE %I LOGIN PASSWORD %L", name, role.password());
        }
        LIMITS.forEach((setting, value) -> {
            if (found == null || !found.contains(setting + "=" + value)) {
                run(jdbc, "ALTER ROLE %I SET " + setting + " = %L", name, value);
            }
        });
    }

    private boolean logsIn(Pool role) {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), role.username(),
                role.password())) {
            return connection.isValid(0);
        } catch (SQLException refused) {
            return false;
        }
    }

    private void createSchema(JdbcTemplate jdbc, String schema) {
        String defaults = "ALTER DEFAULT PRIVILEGES IN SCHEMA %I ";
        run(jdbc, "CREATE SCHEMA IF NOT EXISTS %I", schema);
        run(jdbc, "GRANT USAGE ON SCHEMA %I TO %I", schema, writer);
        run(jdbc, defaults + "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I", schema, writer);
        run(jdbc, defaults + "GRANT USAGE, SELECT ON SEQUENCES TO %I", schema, writer);
    }

    private Flyway flyway(String schema, String location) {
        return Flyway.configure()
                .dataSource(database.jdbcUrl(), owner.username(), owner.password())
                .schemas(schema)
                .createSchemas(false)
                .locations(location)
                .placeholders(Map.of("owner", owner.username(), "writer", writer, "reader", reader))
                .load();
    }

    /** Runs a statement that takes no parameters; the server itself quotes the names and literals put into it. */
    private static void run(JdbcTemplate jdbc, String template, Object... values) {
        String format = "SELECT format(?" + ", ?".repeat(values.length) + ")";
        Object[] parameters = Stream.concat(Stream.of(template), Arrays.stream(values)).toArray();
        jdbc.execute(Objects.requireNonNull(jdbc.queryForObject(format, String.class, parameters)));
    }
}
