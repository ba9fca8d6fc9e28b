package org.mediaplanner.queries.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mediaplanner.eventstore.database.DatabaseProperties;
import org.mediaplanner.eventstore.database.DatabaseProperties.Pool;
import org.mediaplanner.eventstore.testing.TestDatabase;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ReaderConfigurationTest {

    private static final DatabaseProperties PLAIN = TestDatabase.create().properties();

    private static Mono<Boolean> connected(String query) {
        DatabaseProperties database = new DatabaseProperties(PLAIN.jdbcUrl() + query, PLAIN.ownerLogin(),
                PLAIN.writer(), new Pool("postgres", "postgres", 1));
        return Mono.from(new PostgresqlConnectionFactory(ReaderConfiguration.reader(database)).create())
                .flatMap(connection -> Mono.from(connection.close()).thenReturn(true));
    }

    @Test
    void questions_are_asked_as_encrypted_as_the_address_of_the_database_says() {
        StepVerifier.create(connected("?sslmode=disable")).expectNext(true).verifyComplete();
        // This server does not speak TLS: who insists on it does not get to ask.
        StepVerifier.create(connected("?sslmode=require")).expectError(R2dbcException.class).verify();
    }

    @Test
    void what_the_address_says_is_read_by_its_name() {
        DatabaseProperties database = new DatabaseProperties(
                "jdbc:postgresql://db/planner?sslmode=verify-full&sslrootcert=/run/ca.pem", null, PLAIN.writer(),
                PLAIN.reader());
        assertThat(Map.of("sslmode", String.valueOf(database.parameter("sslmode")), "sslrootcert",
                String.valueOf(database.parameter("sslrootcert")))).isEqualTo(Map.of("sslmode", "verify-full",
                        "sslrootcert", "/run/ca.pem"));
        assertThat(database.parameter("ssl")).isNull();
        assertThat(PLAIN.parameter("sslmode")).isNull();
    }
}
