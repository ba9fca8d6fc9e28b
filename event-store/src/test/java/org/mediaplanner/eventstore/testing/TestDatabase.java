package org.mediaplanner.eventstore.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.mediaplanner.eventstore.database.DatabaseProperties;
import org.mediaplanner.eventstore.database.DatabaseProperties.Login;
import org.mediaplanner.eventstore.database.DatabaseProperties.Pool;
import org.mediaplanner.eventstore.database.SchemaMigration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * An empty database on a real PostgreSQL that all tests of the JVM share. It is durable as in production (the
 * embedded server would not be by itself), and nobody who logs in is a superuser, whom no policy binds.
 */
public final class TestDatabase {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String OWNER = "test_owner";
    private static final String WRITER = "test_writer";
    private static final String READER = "test_reader";
    private static final String PASSWORD = "test";
    private static final int POOL_SIZE = 8;
    private static final String MASTER_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    /** A new database without any schema of the product. */
    public static TestDatabase create() {
        String name = "test_" + NUMBER.incrementAndGet();
        asSuperuser("CREATE DATABASE " + name + " OWNER " + OWNER);
        return new TestDatabase(name);
    }

    /** A new database in which the event store's tables are. */
    public static TestDatabase withEventStore() {
        TestDatabase database = create();
        new SchemaMigration(database.properties()).migrate("event_store", "classpath:db/event_store");
        return database;
    }

    /** Connections of the role that owns the tables; unpooled, as those of the others. */
    public DataSource owner() {
        return as(OWNER);
    }

    public DataSource writer() {
        return as(WRITER);
    }

    public DataSource reader() {
        return as(READER);
    }

    private DataSource as(String role) {
        return new DriverManagerDataSource(url(), role, PASSWORD);
    }

    public String url() {
        return "jdbc:postgresql://localhost:" + Server.POSTGRES.getPort() + "/" + name;
    }

    public DatabaseProperties properties() {
        return new DatabaseProperties(url(), new Login(OWNER, PASSWORD), new Pool(WRITER, PASSWORD, POOL_SIZE),
                new Pool(READER, PASSWORD, POOL_SIZE));
    }

    /** Ends every connection to this database and lets nobody in, as if the server were stopped. */
    public void goAway() {
        asSuperuser("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
        asSuperuser("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
    }

    public void comeBack() {
        asSuperuser("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
    }

    /** The same as settings of an application. */
    public Map<String, String> settings() {
        return Map.of("mediaplanner.database.url", url(), "mediaplanner.database.owner.username", OWNER,
                "mediaplanner.database.owner.password", PASSWORD, "mediaplanner.database.writer.username", WRITER,
                "mediaplanner.database.writer.password", PASSWORD, "mediaplanner.database.reader.username", READER,
                "mediaplanner.database.reader.password", PASSWORD, "mediaplanner.vault.master-key", MASTER_KEY);
    }

    /** Connections of the server's superuser, whom nothing binds: for looking at what the product does. */
    public DataSource superuser() {
        return new DriverManagerDataSource(url(), "postgres", "postgres");
    }

    private static void asSuperuser(String sql) {
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static final class Server {

        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("shared_preload_libraries", "pg_stat_statements").start();
                try (Connection connection = postgres.getPostgresDatabase().getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.execute("CREATE ROLE " + OWNER + " LOGIN CREATEROLE PASSWORD '" + PASSWORD + "'");
                }
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException("The test database has no owner", e);
            }
        }
    }
}
