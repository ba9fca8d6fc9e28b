package org.mediaplanner.commands.handling;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mediaplanner.commands.Caller;
import org.springframework.stereotype.Component;

/** Which family carries a command out. */
@Component
class CommandFamilies {

    private final Map<Class<?>, CommandFamily<?>> families = new HashMap<>();

    CommandFamilies(List<CommandFamily<?>> families) {
        families.forEach(family -> Arrays.stream(family.commands().getPermittedSubclasses())
                .forEach(command -> this.families.put(command, family)));
    }

    Set<Class<?>> commands() {
        return Set.copyOf(families.keySet());
    }

    Object handle(Object command, Caller caller) {
        return handle(of(command), command, caller);
    }

    private static <C> Object handle(CommandFamily<C> family, Object command, Caller caller) {
        return family.handle(family.commands().cast(command), caller);
    }

    /** As the family's {@link CommandFamily#onlyAggregate}. */
    Optional<String> onlyAggregate(Object command) {
        return onlyAggregate(of(command), command);
    }

    private static <C> Optional<String> onlyAggregate(CommandFamily<C> family, Object command) {
        return family.onlyAggregate(family.commands().cast(command));
    }

    private CommandFamily<?> of(Object command) {
        CommandFamily<?> family = families.get(command.getClass());
        if (family == null) {
            throw new IllegalArgumentException("Nobody carries out " + command.getClass().getSimpleName());
        }
        return family;
    }
}
