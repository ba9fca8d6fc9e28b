package org.mediaplanner.commands.handling;

import io.micrometer.observation.ObservationRegistry;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Command;
import org.mediaplanner.commands.Commands;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.handling.KeptAnswers.Handled;
import org.mediaplanner.commands.handling.Request.End;
import org.mediaplanner.eventstore.AppendedPosition;
import org.mediaplanner.eventstore.AppendedPosition.Captured;
import org.mediaplanner.eventstore.database.DatabaseProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sends commands to the bus and waits for them: together with others that arrive at the same time, where a command
 * needs nothing but its aggregate, or by itself. A command that loses a race (another one appended to the same
 * aggregate, or two transactions waited for each other) is given again on fresh state: it then either holds, or is
 * refused because what the caller saw is stale.
 */
@Component
class CommandDoor implements Commands {

    private static final int ATTEMPTS = 12;
    private static final long FIRST_PAUSE_NANOS = 1_000_000;
    private static final long LONGEST_PAUSE_NANOS = 64_000_000;

    private final Dispatcher dispatcher;
    private final CommandFamilies families;
    private final GroupCommit groups;
    private final JdbcClient jdbc;
    private final KeptAnswers answers;
    private final ObservationRegistry observations;
    /** First come, first served, which the pool's connections are not. */
    private final Semaphore desks;

    CommandDoor(Dispatcher dispatcher, CommandFamilies families, GroupCommit groups, JdbcClient jdbc,
            KeptAnswers answers, DatabaseProperties database, ObjectProvider<ObservationRegistry> observed) {
        this.dispatcher = dispatcher;
        this.families = families;
        this.groups = groups;
        this.jdbc = jdbc;
        this.answers = answers;
        this.desks = new Semaphore(database.writer().poolSize(), true);
        this.observations = observed.getIfAvailable(() -> ObservationRegistry.NOOP);
    }

    @Override
    public <R> Optional<R> answered(Caller caller, Class<? extends Command<R>> type, IdempotencyKey key) {
        @SuppressWarnings("unchecked") // what was kept is what commands of this type ask for
        Optional<R> kept = (Optional<R>) answers.find(caller, type, key).map(Handled::result);
        return kept;
    }

    @Override
    public <R> Outcome<R> send(Caller caller, Command<R> command, @Nullable IdempotencyKey key) {
        ObservedCommand observed = ObservedCommand.of(command, observations);
        return observed.watch(() -> shared(caller, command, key, observed)
                .orElseGet(() -> alone(caller, command, key, observed)));
    }

    /** What came of {@code command} in a group; empty where it must be carried out by itself. */
    private <R> Optional<Outcome<R>> shared(Caller caller, Command<R> command, @Nullable IdempotencyKey key,
            ObservedCommand observed) {
        // Who has a transaction open wants the command to be part of it.
        if (groups.isOff() || TransactionSynchronizationManager.isActualTransactionActive()) {
            return Optional.empty();
        }
        return families.onlyAggregate(command)
                .map(aggregate -> new Request(caller, command, key, aggregate, observed.metadata()))
                .flatMap(request -> switch (groups.carryOut(request)) {
                    case End.Done done -> Optional.of(outcome(caller, done));
                    case End.Failed failed -> throw failed.reason();
                    case End.Alone alone -> Optional.empty();
                });
    }

    private <R> Outcome<R> outcome(Caller caller, End.Done done) {
        @SuppressWarnings("unchecked") // each family answers its own commands with what they ask for
        R result = (R) done.result();
        Long position = done.position();
        if (position != null && !done.replayed()) {
            AppendedPosition.appended(position);
        }
        return new Outcome<>(result, position == null ? newest(caller) : position, done.replayed());
    }

    private <R> Outcome<R> alone(Caller caller, Command<R> command, @Nullable IdempotencyKey key,
            ObservedCommand observed) {
        for (int attempt = 1;; attempt++) {
            try {
                return atDesk(() -> attempt(caller, command, key, observed));
            } catch (ConcurrencyException | ConcurrencyFailureException | DuplicateKeyException lost) {
                if (attempt == ATTEMPTS) {
                    throw Refusal.contention();
                }
                observed.lost();
                pause(attempt);
            }
        }
    }

    /** Who has a connection already must not wait for those who want one. */
    private <T> T atDesk(Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return work.get();
        }
        desks.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            desks.release();
        }
    }

    private <R> Outcome<R> attempt(Caller caller, Command<R> command, @Nullable IdempotencyKey key,
            ObservedCommand observed) {
        Captured<Handled> captured = AppendedPosition.during(() -> dispatcher.dispatch(caller, command, key, observed
                .metadata()));
        Handled handled = captured.value();
        @SuppressWarnings("unchecked") // each family answers its own commands with what they ask for
        R result = (R) handled.result();
        if (handled.keptPosition() != null) {
            return new Outcome<>(result, handled.keptPosition(), true);
        }
        return new Outcome<>(result, captured.position().orElseGet(() -> newest(caller)), handled.kept());
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
}
