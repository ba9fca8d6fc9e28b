package org.mediaplanner.commands.handling;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Command;
import org.mediaplanner.commands.Commands.IdempotencyKey;
import org.mediaplanner.commands.handling.KeptAnswerTable.KeyRef;
import org.mediaplanner.eventstore.AggregateEvents.AggregateRef;

/** A command that may be committed together with others, and the thread that waits for its end. */
final class Request {

    private final Caller caller;
    private final Command<?> command;
    private final @Nullable IdempotencyKey key;
    private final AggregateRef aggregate;
    private final Map<String, Object> metadata;
    private final Thread waits = Thread.currentThread();
    private volatile @Nullable End end;

    Request(Caller caller, Command<?> command, @Nullable IdempotencyKey key, String aggregateId,
            Map<String, Object> metadata) {
        this.caller = caller;
        this.command = command;
        this.key = key;
        this.metadata = Map.copyOf(metadata);
        this.aggregate = new AggregateRef(caller.tenantId(), aggregateId);
    }

    Caller caller() {
        return caller;
    }

    Command<?> command() {
        return command;
    }

    @Nullable
    IdempotencyKey key() {
        return key;
    }

    /** Under which its answer is kept, if it is. */
    Optional<KeyRef> keyRef() {
        return Optional.ofNullable(key).map(named -> KeyRef.of(caller, named));
    }

    /** What its message says beside who gave it. */
    Map<String, Object> metadata() {
        return metadata;
    }

    /** The one that the command needs and changes. */
    AggregateRef aggregate() {
        return aggregate;
    }

    /** What became of a request in its group. */
    sealed interface End {

        /** @param position of its last event, {@code null} where it had none */
        record Done(Object result, @Nullable Long position, boolean replayed) implements End {}

        record Failed(RuntimeException reason) implements End {}

        /** Nothing: it must be carried out by itself. */
        record Alone() implements End {}
    }

    /** {@code null} while it has none. */
    @Nullable
    End end() {
        return end;
    }

    void end(End how) {
        end = how;
        wake();
    }

    /** Lets the thread that waits look at what there is to do. */
    void wake() {
        LockSupport.unpark(waits);
    }
}
