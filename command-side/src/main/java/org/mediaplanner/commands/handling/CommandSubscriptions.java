package org.mediaplanner.commands.handling;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/** Puts each command of each family on the bus, behind the store of kept answers. */
@Component
class CommandSubscriptions implements InitializingBean {

    private final CommandBus bus;
    private final List<CommandFamily<?>> families;
    private final KeptAnswers keptAnswers;

    CommandSubscriptions(CommandBus bus, List<CommandFamily<?>> families, KeptAnswers keptAnswers) {
        this.bus = bus;
        this.families = families;
        this.keptAnswers = keptAnswers;
    }

    @Override
    public void afterPropertiesSet() {
        families.forEach(this::subscribe);
    }

    private <C> void subscribe(CommandFamily<C> family) {
        members(family.commands()).forEach(member -> bus.subscribe(member.getName(),
                message -> keptAnswers.answer(message, () -> handle(family, message))));
    }

    private static <C> Object handle(CommandFamily<C> family, CommandMessage<?> message) {
        return family.handle(family.commands().cast(message.getPayload()), Callers.of(message.getMetaData()));
    }

    private static Stream<Class<?>> members(Class<?> family) {
        return Arrays.stream(family.getPermittedSubclasses());
    }
}
