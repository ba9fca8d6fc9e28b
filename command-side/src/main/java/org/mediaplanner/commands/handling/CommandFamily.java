package org.mediaplanner.commands.handling;

import java.util.Optional;
import org.mediaplanner.commands.Caller;

/**
 * Carries out every command of one sealed family.
 *
 * @param <C> the sealed interface
 */
public interface CommandFamily<C> {

    Class<C> commands();

    /** Decides and publishes; runs inside the command's unit of work and transaction. */
    Object handle(C command, Caller caller);

    /**
     * The id of the one aggregate that {@code command} needs and changes, where it asks the database for nothing else:
     * such commands can be committed together. Where that turns out wrong, the command is carried out by itself.
     */
    default Optional<String> onlyAggregate(C command) {
        return Optional.empty();
    }
}
