package org.mediaplanner.commands;

/**
 * Something that a caller wants to happen.
 *
 * @param <R> what the caller gets to know when it has; kept with an idempotency key, so it must survive as JSON
 */
public interface Command<R> {}
