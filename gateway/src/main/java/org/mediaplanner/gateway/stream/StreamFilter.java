package org.mediaplanner.gateway.stream;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.problem.Fault;

/**
 * What of a topic is wanted.
 *
 * @param types of events, any of them; none for all
 */
public record StreamFilter(Set<String> types, @Nullable String aggregateId, @Nullable String campaignId) {

    public static final StreamFilter ALL = new StreamFilter(Set.of(), null, null);

    public StreamFilter {
        types = Set.copyOf(types);
    }

    /** The one thing whose events are wanted; {@code null} for all. A campaign is an aggregate. */
    public @Nullable String aggregate() {
        if (aggregateId != null && campaignId != null && !aggregateId.equals(campaignId)) {
            throw Fault.malformed("filter.campaignId", "must not differ from aggregateId").raised();
        }
        return aggregateId == null ? campaignId : aggregateId;
    }
}
