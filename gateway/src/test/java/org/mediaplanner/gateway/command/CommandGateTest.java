package org.mediaplanner.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.problem.FaultException;
import reactor.core.Disposable;

class CommandGateTest {

    private final CountDownLatch held = new CountDownLatch(1);

    @Test
    void work_is_done_on_a_virtual_thread() {
        try (CommandGate gate = new CommandGate("test", 1, 1, Duration.ofSeconds(1))) {
            assertThat(gate.through(() -> Thread.currentThread().isVirtual()).block()).isTrue();
        }
    }

    @Test
    void what_work_throws_comes_out_as_it_is() {
        try (CommandGate gate = new CommandGate("test", 1, 1, Duration.ofSeconds(1))) {
            IllegalStateException thrown = new IllegalStateException("as it is");
            assertThatThrownBy(() -> gate.through(() -> {
                throw thrown;
            }).block()).isSameAs(thrown);
        }
    }

    @Test
    void who_comes_to_a_full_waiting_room_is_sent_away_at_once() {
        try (CommandGate gate = new CommandGate("test", 1, 1, Duration.ofMinutes(1))) {
            CompletableFuture<Boolean> working = gate.through(this::hold).toFuture();
            CompletableFuture<Boolean> waiting = gate.through(() -> true).toFuture();

            assertThatThrownBy(() -> gate.through(() -> true).block()).isInstanceOfSatisfying(FaultException.class,
                    refused -> isOverloaded(refused.fault()));

            held.countDown();
            assertThat(working).succeedsWithin(Duration.ofSeconds(5));
            assertThat(waiting).succeedsWithin(Duration.ofSeconds(5));
            assertThat(gate.through(() -> true).block()).isTrue();
        }
    }

    @Test
    void who_has_waited_too_long_is_sent_away() {
        try (CommandGate gate = new CommandGate("test", 1, 1, Duration.ofMillis(20))) {
            CompletableFuture<Boolean> working = gate.through(this::hold).toFuture();
            assertThatThrownBy(() -> gate.through(() -> true).block()).isInstanceOfSatisfying(FaultException.class,
                    refused -> isOverloaded(refused.fault()));
            held.countDown();
            assertThat(working).succeedsWithin(Duration.ofSeconds(5));
        }
    }

    @Test
    void work_that_was_begun_is_finished_even_when_the_caller_goes_away() throws InterruptedException {
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        try (CommandGate gate = new CommandGate("test", 1, 1, Duration.ofSeconds(1))) {
            Disposable caller = gate.through(() -> {
                begun.countDown();
                try {
                    return held.await(5, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    interrupted.set(true);
                    throw e;
                }
            }).subscribe();
            assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
            caller.dispose();
            held.countDown();
        }
        assertThat(interrupted).isFalse();
    }

    private boolean hold() throws InterruptedException {
        return held.await(30, TimeUnit.SECONDS);
    }

    private static void isOverloaded(Fault fault) {
        assertThat(fault.status().value()).isEqualTo(503);
        assertThat(fault.code()).isEqualTo("overloaded");
        assertThat(fault.headers()).containsKey("Retry-After");
    }
}
