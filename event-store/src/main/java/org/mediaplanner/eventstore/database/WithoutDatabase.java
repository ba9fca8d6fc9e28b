package org.mediaplanner.eventstore.database;

import java.lang.ScopedValue.CallableOp;

/**
 * Work that must not ask the database, because it is not carried out in a transaction of its own. The writer's
 * {@code DataSource} holds it to that.
 */
public final class WithoutDatabase {

    private static final ScopedValue<Boolean> CURRENT = ScopedValue.newInstance();

    private WithoutDatabase() {}

    /** @throws Needed where {@code work} asks the database nevertheless: nothing of it was done there */
    public static <T, X extends Throwable> T during(CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, true).call(work);
    }

    /** Whether the caller is inside {@link #during}. */
    public static boolean isDemanded() {
        return CURRENT.isBound();
    }

    static void check() {
        if (isDemanded()) {
            throw new Needed();
        }
    }

    /** The work needs a transaction of its own. */
    public static final class Needed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Needed() {
            super("The database was asked by work that is carried out without it", null, false, false);
        }
    }
}
