package org.mediaplanner.gateway.stream;

import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.identity.PrefixedId;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.gateway.json.HttpJson;
import org.mediaplanner.queries.Queries;
import org.mediaplanner.queries.log.LoggedEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A topic of the states of one kind of aggregate.
 *
 * @param <I> its id
 */
public abstract class AggregateTopic<I extends PrefixedId> extends StateTopic<I> {

    private static final int AT_ONCE = 4;

    protected AggregateTopic(Queries queries, HttpJson json) {
        super(queries, json);
    }

    /** The id that an event's aggregate has. */
    protected abstract I id(String aggregateId);

    /** What is delivered of {@code id}; nothing where it has no state. */
    protected abstract Mono<?> state(TenantId tenant, I id);

    @Override
    protected final @Nullable String aggregate(StreamFilter filter) {
        return filter.aggregate();
    }

    @Override
    protected final Map<String, I> changes(StreamFilter filter, LoggedEvent event) {
        return Map.of(event.aggregateId(), id(event.aggregateId()));
    }

    @Override
    protected final I merge(I earlier, I later) {
        return later;
    }

    @Override
    protected final Mono<? extends Map<String, ?>> newest(TenantId tenant, Map<String, I> changed) {
        return Flux.fromIterable(changed.entrySet())
                .flatMap(one -> state(tenant, one.getValue())
                        .<Entry<String, Object>>map(state -> Map.entry(one.getKey(), state)), AT_ONCE)
                .collectMap(Entry::getKey, Entry::getValue);
    }
}
