package org.mediaplanner.queries;

import java.time.Instant;

/**
 * A question that many ask again and again, and whose answer takes long enough to be worth remembering. The answer
 * depends on the rows it is read from, on the tenant's calendar day, and on nothing else.
 *
 * @param <R> the answer, a record of values
 */
public interface RememberedQuery<R> extends Query<R> {

    /** When it is asked. */
    Instant now();

    /** The same question at another time. */
    RememberedQuery<R> at(Instant now);

    /** The class of the answer. */
    Class<R> answer();
}
