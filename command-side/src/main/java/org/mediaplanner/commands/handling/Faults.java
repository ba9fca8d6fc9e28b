package org.mediaplanner.commands.handling;

import java.lang.reflect.UndeclaredThrowableException;

/** What went wrong inside the bus, as the exception that says so best. */
final class Faults {

    private Faults() {}

    /** {@code fault} itself if it may be thrown as it is. */
    static RuntimeException unwrapped(Throwable fault) {
        return switch (fault) {
            case RuntimeException exception -> exception;
            case Error error -> throw error;
            default -> new UndeclaredThrowableException(fault);
        };
    }
}
