package org.mediaplanner.commands;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one door to the command bus. Calls block until the events are durable; give them a thread that may wait. */
public interface Commands {

    /**
     * Carries {@code command} out for {@code caller}, or throws a {@link Refusal} and changes nothing. A lost race
     * for an aggregate is tried again a few times before it becomes a refusal.
     *
     * @param key identifies a request that may come again; its answer is kept with the events, in one transaction
     * @throws KeyInUse when a request with the same key is still being carried out
     * @throws KeyReused when the key was used for another request
     */
    <R> Outcome<R> send(Caller caller, Command<R> command, @Nullable IdempotencyKey key);

    default <R> Outcome<R> send(Caller caller, Command<R> command) {
        return send(caller, command, null);
    }

    /**
     * What {@code caller} was answered to a command of type {@code type} under {@code key}; empty where that was never,
     * or more than 24 hours ago. For who finds out again what to send, and would find something else now.
     *
     * @throws KeyReused when the key was used for another request
     */
    <R> Optional<R> answered(Caller caller, Class<? extends Command<R>> type, IdempotencyKey key);

    /**
     * What came of a command.
     *
     * @param position the store's index of the last event appended, or of what was there when nothing had to change
     * @param replayed true when the answer was kept from an earlier request with the same key
     */
    record Outcome<R>(R result, long position, boolean replayed) {}

    /**
     * Names one request of one user for 24 hours.
     *
     * @param scope method and path
     * @param key the caller's own, 1 to 255 ASCII characters
     * @param bodyHash SHA-256 of the body, so that another body is told apart
     */
    record IdempotencyKey(String scope, String key, String bodyHash) {}

    /** The same request is being carried out at this moment. */
    final class KeyInUse extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public KeyInUse() {
            super("A request with this idempotency key is still being carried out");
        }
    }

    /** The key names an earlier, different request. */
    final class KeyReused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public KeyReused() {
            super("This idempotency key was used for a request with another body");
        }
    }
}
