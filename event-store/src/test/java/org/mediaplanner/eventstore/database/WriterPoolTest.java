package org.mediaplanner.eventstore.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mediaplanner.eventstore.database.DatabaseConfiguration.EventStoreMigrated;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.support.TransactionTemplate;

class WriterPoolTest {

    private final DatabaseConfiguration configuration = new DatabaseConfiguration();
    private HikariDataSource pool;
    private DataSource dataSource;

    @BeforeEach
    void open() {
        pool = configuration.writerPool(TestDatabase.withEventStore().properties(), new EventStoreMigrated());
        dataSource = configuration.dataSource(pool);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void a_transaction_takes_a_connection_with_its_first_statement_only() {
        JdbcTemplate jdbc = configuration.jdbcTemplate(dataSource);
        new TransactionTemplate(configuration.transactionManager(dataSource)).executeWithoutResult(transaction -> {
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
            jdbc.execute("SELECT 1");
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isOne();
        });
    }

    @Test
    void it_never_opens_more_connections_than_it_was_given_and_says_so_soon() throws Exception {
        List<Connection> taken = new ArrayList<>();
        for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
            taken.add(pool.getConnection());
        }
        Instant asked = Instant.now();

        assertThatExceptionOfType(TransientDataAccessResourceException.class)
                .isThrownBy(() -> configuration.jdbcTemplate(
                        dataSource).execute("SELECT 1"));

        assertThat(Duration.between(asked, Instant.now())).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(4));
        for (Connection connection : taken) {
            connection.close();
        }
    }
}
