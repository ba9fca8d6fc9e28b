package org.mediaplanner.commands.handling;

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
}
