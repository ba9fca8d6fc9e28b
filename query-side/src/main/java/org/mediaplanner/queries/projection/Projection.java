package org.mediaplanner.queries.projection;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.eventstore.RecordedEvent;

/**
 * A read model as a pure fold. The {@link ProjectionEngine} loads the rows that a batch of events touches, folds, and
 * writes them; the same fold serves rebuilding and tests.
 *
 * @param <K> names a row
 * @param <V> what the row says
 */
public interface Projection<K, V> {

    /** Of its processor, for ever: its token is kept under it. */
    String name();

    Table<K, V> table();

    /** The events that are of interest, or families of them: all others have no {@link #steps}. */
    List<Class<? extends DomainEvent>> events();

    /** What {@code recorded} does to which rows, in order; nothing where it is of no interest. */
    List<Step<K, V>> steps(RecordedEvent<?> recorded);

    /** Whether each row is what one event says, whatever stood there before: none is loaded then. */
    default boolean isMadeOfOneEvent() {
        return false;
    }

    /**
     * Whether each change of a tenant's rows is told by another stamp: for what remembered answers are read from.
     *
     * @see org.mediaplanner.queries.RememberedQuery
     */
    default boolean isStamped() {
        return false;
    }

    /** The change of one row: from {@code null} where there is none yet, to {@code null} to remove it. */
    record Step<K, V>(K key, UnaryOperator<@Nullable V> fold) {}
}
