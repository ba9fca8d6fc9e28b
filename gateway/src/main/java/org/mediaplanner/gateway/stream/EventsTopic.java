package org.mediaplanner.gateway.stream;

import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.gateway.event.EnvelopeBody;
import org.mediaplanner.queries.Queries;
import org.mediaplanner.queries.log.LogQuery.EventFilter;
import org.mediaplanner.queries.log.LogQuery.FollowLog;
import org.mediaplanner.queries.log.LogQuery.Slice;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The log itself. */
@Component
final class EventsTopic implements Topic {

    static final String NAME = "events";

    private final Queries queries;

    EventsTopic(Queries queries) {
        this.queries = queries;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "Every event, once, in order";
    }

    @Override
    public void check(StreamFilter filter) {
        Topic.super.check(filter);
        EventNames.check("types", filter.types());
    }

    @Override
    public Mono<Step> next(TenantId tenant, StreamFilter filter, long after, long upTo) {
        FollowLog query = new FollowLog(new EventFilter(filter.types(), filter.aggregate()), after, upTo);
        return queries.ask(tenant, query, null).map(answer -> step(answer.value()));
    }

    private static Step step(Slice slice) {
        return new Step(slice.events().stream().map(EnvelopeBody::of).toList(), slice.through());
    }
}
