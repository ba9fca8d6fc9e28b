package org.mediaplanner.commands.handling;

import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Command;
import org.mediaplanner.commands.Commands;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.handling.KeptAnswers.Handled;
import org.mediaplanner.eventstore.AppendedPosition;
import org.mediaplanner.eventstore.AppendedPosition.Captured;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sends commands to the bus and waits for them. A command that loses a race (another one appended to the same
 * aggregate, or two transactions waited for each other) is given again on fresh state: it then either holds, or is
 * refused because what the caller saw is stale.
 */
@Component
class CommandDoor implements Commands {

    private static final int ATTEMPTS = 12;
    private static final long FIRST_PAUSE_NANOS = 1_000_000;
    private static final long LONGEST_PAUSE_NANOS = 64_000_000;

    private final CommandBus bus;
    private final JdbcClient jdbc;
    private final KeptAnswers answers;
    private final ObservationRegistry observations;

    CommandDoor(CommandBus bus, JdbcClient jdbc, KeptAnswers answers, ObjectProvider<ObservationRegistry> observed) {
        this.bus = bus;
        this.jdbc = jdbc;
        this.answers = answers;
        this.observations = observed.getIfAvailable(() -> ObservationRegistry.NOOP);
    }

    @Override
    public <R> Optional<R> answered(Caller caller, Class<? extends Command<R>> type, IdempotencyKey key) {
        @SuppressWarnings("unchecked") // what was kept is what commands of this type ask for
        Optional<R> kept = (Optional<R>) answers.find(caller, type, key);
        return kept;
    }

    @Override
    public <R> Outcome<R> send(Caller caller, Command<R> command, @Nullable IdempotencyKey key) {
        ObservedCommand observed = ObservedCommand.of(command, observations);
        return observed.watch(() -> decided(caller, command, key, observed));
    }

    private <R> Outcome<R> decided(Caller caller, Command<R> command, @Nullable IdempotencyKey key,
            ObservedCommand observed) {
        for (int attempt = 1;; attempt++) {
            try {
                return attempt(caller, command, key, observed);
            } catch (ConcurrencyException | ConcurrencyFailureException | DuplicateKeyException lost) {
                if (attempt == ATTEMPTS) {
                    throw Refusal.contention();
                }
                observed.lost();
                pause(attempt);
            }
        }
    }

    private <R> Outcome<R> attempt(Caller caller, Command<R> command, @Nullable IdempotencyKey key,
            ObservedCommand observed) {
        CommandMessage<Command<R>> message = message(caller, command, key).andMetaData(observed.metadata());
        Captured<Handled> captured = AppendedPosition.during(() -> dispatch(message));
        Handled handled = captured.value();
        @SuppressWarnings("unchecked") // each family answers its own commands with what they ask for
        R result = (R) handled.result();
        if (handled.keptPosition() != null) {
            return new Outcome<>(result, handled.keptPosition(), true);
        }
        return new Outcome<>(result, captured.position().orElseGet(() -> newest(caller)), false);
    }

    private <R> Handled dispatch(CommandMessage<Command<R>> message) {
        Answer answer = new Answer();
        bus.<Command<R>, Object>dispatch(message, (sent, result) -> answer.message = result);
        CommandResultMessage<?> result = answer.message;
        if (result == null) {
            throw new IllegalStateException("The command bus must answer on the caller's thread");
        }
        if (result.isExceptional()) {
            throw Faults.unwrapped(result.exceptionResult());
        }
        return (Handled) result.getPayload();
    }

    private static <R> CommandMessage<Command<R>> message(Caller caller, Command<R> command,
            @Nullable IdempotencyKey key) {
        Map<String, Object> metadata = Callers.metadata(caller, command);
        if (key != null) {
            metadata.put(KeptAnswers.KEY, key);
        }
        return new GenericCommandMessage<>(command, metadata);
    }

    /** What a command that changed nothing was decided on is not newer than this. */
    private long newest(Caller caller) {
        return jdbc.sql("SELECT coalesce(max(global_index), 0) FROM event_store.domain_event WHERE tenant_id = ?")
                .param(caller.tenantId().value()).query(Long.class).single();
    }

    /** Exponential with full jitter, so that those who met once do not meet again. */
    private static void pause(int attempt) {
        long longest = Math.min(LONGEST_PAUSE_NANOS, FIRST_PAUSE_NANOS << attempt);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest));
    }

    private static final class Answer {

        private @Nullable CommandResultMessage<?> message;
    }
}
