package org.mediaplanner.queries.log;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.queries.Query;
import org.mediaplanner.queries.reading.Page;
import org.mediaplanner.queries.reading.PageRequest;

/** What can be asked about a tenant's log. */
public sealed interface LogQuery {

    /** Events behind the position {@code after}, in order; fails with {@link PositionUnknown} where there is no such. */
    record ListEvents(EventFilter filter, long after, PageRequest page)
            implements
            LogQuery,
            Query<Page<LoggedEvent>> {}

    /** The last position there is; 0 before the first event. */
    record FindHead() implements LogQuery, Query<Long> {}

    /**
     * The next events behind {@code after} for one who follows the log.
     *
     * @param upTo how far is asked for, however far the log reaches
     */
    record FollowLog(EventFilter filter, long after, long upTo) implements LogQuery, Query<Slice> {}

    /**
     * Part of the log, bounded in events and in bytes.
     *
     * @param through how far it was looked: there is nothing else up to here; {@code after} where the log ends there
     * @param more whether the log goes on, within what is asked for
     */
    record Slice(List<LoggedEvent> events, long through, boolean more) {}

    /**
     * Which events.
     *
     * @param types any of them; none for all
     */
    record EventFilter(Set<String> types, @Nullable String aggregateId) {

        public static final EventFilter ALL = new EventFilter(Set.of(), null);

        public EventFilter {
            types = Set.copyOf(types);
        }
    }
}
