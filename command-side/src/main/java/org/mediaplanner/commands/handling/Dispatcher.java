package org.mediaplanner.commands.handling;

import java.util.Map;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Command;
import org.mediaplanner.commands.Commands.IdempotencyKey;
import org.mediaplanner.commands.handling.KeptAnswers.Handled;
import org.springframework.stereotype.Component;

/** Puts a command on the bus and takes its answer, on the caller's thread. */
@Component
class Dispatcher {

    private final CommandBus bus;

    Dispatcher(CommandBus bus) {
        this.bus = bus;
    }

    /** @param more what the message says beside who gave it */
    Handled dispatch(Caller caller, Command<?> command, @Nullable IdempotencyKey key, Map<String, Object> more) {
        Answer answer = new Answer();
        bus.<Command<?>, Object>dispatch(message(caller, command, key, more),
                (sent, result) -> answer.message = result);
        CommandResultMessage<?> result = answer.message;
        if (result == null) {
            throw new IllegalStateException("The command bus must answer on the caller's thread");
        }
        if (result.isExceptional()) {
            throw Faults.unwrapped(result.exceptionResult());
        }
        return (Handled) result.getPayload();
    }

    private static CommandMessage<Command<?>> message(Caller caller, Command<?> command, @Nullable IdempotencyKey key,
            Map<String, Object> more) {
        Map<String, Object> metadata = Callers.metadata(caller, command);
        if (key != null) {
            metadata.put(KeptAnswers.KEY, key);
        }
        metadata.putAll(more);
        return new GenericCommandMessage<>(command, metadata);
    }

    private static final class Answer {

        private @Nullable CommandResultMessage<?> message;
    }
}
