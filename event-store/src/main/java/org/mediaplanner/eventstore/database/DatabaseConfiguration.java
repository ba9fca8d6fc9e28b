package org.mediaplanner.eventstore.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

import javax.sql.DataSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;

/** The writer's connections. Everything over JDBC shares them and one transaction manager. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** Short, so that a stopped PostgreSQL shows as an error and not as a queue. */
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(2);

    /** For questions of a moment that are rarely asked. */
    private static final int APART = 2;

    /** This module's tables are up to date. */
    record EventStoreMigrated() {}

    @Bean
    EventStoreMigrated eventStoreMigrated(SchemaMigration schema) {
        schema.migrate("event_store", "classpath:db/event_store");
        return new EventStoreMigrated();
    }

    @Bean
    HikariDataSource writerPool(DatabaseProperties database, EventStoreMigrated migrated) {
        return new HikariDataSource(pool("writer", database, database.writer().poolSize()));
    }

    @Bean
    ApartConnections apartConnections(DatabaseProperties database, EventStoreMigrated migrated) {
        HikariConfig pool = pool("apart", database, APART);
        pool.setMinimumIdle(0);
        return new ApartConnections(new HikariDataSource(pool));
    }

    private static HikariConfig pool(String name, DatabaseProperties database, int size) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setJdbcUrl(database.jdbcUrl());
        pool.setUsername(database.writer().username());
        pool.setPassword(database.writer().password());
        pool.setMaximumPoolSize(size);
        pool.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        pool.setValidationTimeout(CONNECTION_TIMEOUT.toMillis() / 2);
        pool.setDataSourceProperties(driver());
        return pool;
    }

    private static Properties driver() {
        Properties driver = new Properties();
        driver.setProperty("ApplicationName", "media-planner");
        driver.setProperty("connectTimeout", "2");
        // Longer than any transaction may last, so that only a connection that is dead is given up.
        driver.setProperty("socketTimeout", "30");
        driver.setProperty("tcpKeepAlive", "true");
        driver.setProperty("reWriteBatchedInserts", "true");
        return driver;
    }

    /**
     * A connection is taken at the first statement, not at the begin of the transaction: a command that waits for a
     * busy aggregate would otherwise hold one while it waits.
     */
    @Bean
    @Primary
    DataSource dataSource(HikariDataSource writerPool) {
        LazyConnectionDataSourceProxy lazy = new Guarded();
        lazy.setTargetDataSource(writerPool);
        lazy.setDefaultAutoCommit(true);
        lazy.setDefaultTransactionIsolationName("TRANSACTION_READ_COMMITTED");
        return lazy;
    }

    /** One that says of a failed commit, too, whether the database was away: as a {@code DataAccessException}. */
    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    JdbcTemplate jdbcTemplate(DataSource dataSource) {
        return new JdbcTemplate(dataSource);
    }

    @Bean
    JdbcClient jdbcClient(JdbcTemplate jdbcTemplate) {
        return JdbcClient.create(jdbcTemplate);
    }

    private static final class Guarded extends LazyConnectionDataSourceProxy {

        @Override
        public Connection getConnection() throws SQLException {
            WithoutDatabase.check();
            return super.getConnection();
        }
    }
}
