package org.mediaplanner.gateway.command;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Command;
import org.mediaplanner.commands.Commands;
import org.mediaplanner.commands.Commands.IdempotencyKey;
import org.mediaplanner.commands.Commands.Outcome;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hands commands in where waiting is allowed. */
@Component
class CommandCounter {

    private final Commands commands;
    private final CommandGate gate;

    CommandCounter(Commands commands, CommandGate commandGate) {
        this.commands = commands;
        this.gate = commandGate;
    }

    <R> Mono<Outcome<R>> send(Caller caller, Supplier<? extends Command<R>> command, @Nullable IdempotencyKey key) {
        return gate.through(() -> commands.send(caller, command.get(), key));
    }
}
