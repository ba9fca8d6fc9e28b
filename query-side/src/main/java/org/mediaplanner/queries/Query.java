package org.mediaplanner.queries;

/**
 * A question about one tenant's data.
 *
 * @param <R> the answer
 */
public interface Query<R> {}
