package org.mediaplanner.queries.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.FieldChange;

/**
 * One event of a campaign as people read it.
 *
 * @param position the tenant's own
 * @param version of the campaign after it
 */
public record HistoryItem(long position, Instant at, Actor actor, String type, long version,
        List<FieldChange> changes, @Nullable String reason, String requestId, @Nullable String causationId) {}
