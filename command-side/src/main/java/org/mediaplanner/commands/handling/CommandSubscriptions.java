package org.mediaplanner.commands.handling;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.mediaplanner.commands.handling.KeptAnswers.Handled;
import org.mediaplanner.eventstore.database.WithoutDatabase;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/** Puts each command of each family on the bus, behind the store of kept answers. */
@Component
class CommandSubscriptions implements InitializingBean {

    private final CommandBus bus;
    private final CommandFamilies families;
    private final KeptAnswers keptAnswers;

    CommandSubscriptions(CommandBus bus, CommandFamilies families, KeptAnswers keptAnswers) {
        this.bus = bus;
        this.families = families;
        this.keptAnswers = keptAnswers;
    }

    @Override
    public void afterPropertiesSet() {
        families.commands().forEach(command -> bus.subscribe(command.getName(), this::handle));
    }

    private Object handle(CommandMessage<?> message) {
        return WithoutDatabase.isDemanded()
                // The answers of a group are kept together.
                ? Handled.anew(carryOut(message))
                : keptAnswers.answer(message, () -> carryOut(message));
    }

    private Object carryOut(CommandMessage<?> message) {
        return families.handle(message.getPayload(), Callers.of(message.getMetaData()));
    }
}
