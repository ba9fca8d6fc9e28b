package org.mediaplanner.gateway.problem;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mediaplanner.commands.Commands.KeyInUse;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.Refusal.Violation;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.server.ResponseStatusException;

class FaultsTest {

    static Stream<Throwable> away() {
        return Stream.of(new DataAccessResourceFailureException("refused"), new CannotAcquireLockException("late"),
                new CannotCreateTransactionException("none", new SQLTransientConnectionException("pool")),
                new R2dbcNonTransientResourceException("refused"), new R2dbcTimeoutException("pool"),
                new IllegalStateException(new RuntimeException(new SQLTransientConnectionException("deep"))));
    }

    @ParameterizedTest
    @MethodSource("away")
    void a_database_that_is_away_can_be_asked_again_soon(Throwable failure) {
        Fault fault = fault(failure);
        assertThat(fault.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(fault.headers()).containsKey("Retry-After");
        assertThat(fault.detail()).doesNotContain("refused", "pool");
    }

    @Test
    void a_defect_is_no_fault_of_the_callers() {
        assertThat(Faults.of(new IllegalStateException("our own"))).isNull();
        assertThat(Faults.of(new ResponseStatusException(HttpStatus.INTERNAL_SERVER_ERROR))).isNull();
    }

    @Test
    void a_sum_that_cannot_be_told_is_refused_by_code_of_every_temperature() {
        ArithmeticException interpreted = assertThrows(ArithmeticException.class,
                () -> Math.addExact(Long.MAX_VALUE, 1));
        assertThat(fault(interpreted).code()).isEqualTo("out-of-range");
        assertThat(fault(new IllegalStateException(new ArithmeticException())).code()).isEqualTo("out-of-range");
        assertThat(Faults.of(new ArithmeticException("/ by zero"))).isNull();
    }

    @Test
    void refusals_keep_their_code_and_get_the_status_of_their_kind() {
        assertThat(fault(Refusal.absent("campaign")).status()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(fault(Refusal.conflict("name-taken", "taken")).status()).isEqualTo(HttpStatus.CONFLICT);
        assertThat(fault(Refusal.stale(1, 2)).status()).isEqualTo(HttpStatus.PRECONDITION_FAILED);
        assertThat(fault(Refusal.tooLarge("much")).status()).isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
        Fault rule = fault(Refusal.rule("flight-over", "endDate", "is over"));
        assertThat(rule.status().value()).isEqualTo(422);
        assertThat(rule.code()).isEqualTo("flight-over");
        assertThat(rule.errors()).containsExactly(Fault.Place.of("endDate", "is over"));
    }

    @Test
    void of_very_many_bad_rows_the_first_thousand_are_named_and_all_are_counted() {
        Fault fault = fault(Refusal.rules("invalid-rows", "bad", IntStream.rangeClosed(2, 1_501)
                .mapToObj(line -> Violation.atLine(line, "cost", "is no number")).toList()));
        assertThat(fault.errors()).hasSize(1_000);
        assertThat(fault.errors().getFirst().line()).isEqualTo(2);
        assertThat(fault.errorsTotal()).isEqualTo(1_500);
    }

    @Test
    void a_key_in_use_can_be_tried_again() {
        Fault fault = fault(new KeyInUse());
        assertThat(fault.code()).isEqualTo("idempotency-key-in-use");
        assertThat(fault.headers()).containsEntry("Retry-After", "1");
    }

    private static Fault fault(Throwable failure) {
        return requireNonNull(Faults.of(failure));
    }
}
