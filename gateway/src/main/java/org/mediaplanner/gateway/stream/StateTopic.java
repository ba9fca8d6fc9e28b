package org.mediaplanner.gateway.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.gateway.event.EnvelopeBody;
import org.mediaplanner.gateway.json.HttpJson;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.queries.Queries;
import org.mediaplanner.queries.Query;
import org.mediaplanner.queries.log.LogQuery.EventFilter;
import org.mediaplanner.queries.log.LogQuery.FollowLog;
import org.mediaplanner.queries.log.LogQuery.Slice;
import org.mediaplanner.queries.log.LoggedEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.NullNode;

/**
 * A topic whose deliveries carry the newest state of something instead of the words of an event. Who has missed much
 * gets the last state of each thing, not all states that it has had.
 *
 * @param <C> what of its events has to be known to find the state
 */
public abstract class StateTopic<C> implements Topic {

    /** So many things are gathered before they are delivered; bounds the memory of who has missed very much. */
    private static final int MOST_KEYS = 500;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Queries queries;
    private final HttpJson json;

    protected StateTopic(Queries queries, HttpJson json) {
        this.queries = queries;
        this.json = json;
    }

    /** Stored names of the events that change a state. */
    protected abstract Set<String> types();

    /** The questions by which states are read: a delivery waits until their answers cover the event. */
    protected abstract List<Class<? extends Query<?>>> questions();

    /** What {@code event} does to which things, by a key of each. */
    protected abstract Map<String, C> changes(StreamFilter filter, LoggedEvent event);

    /** One change instead of two that follow each other. */
    protected abstract C merge(C earlier, C later);

    /** The newest state of each, by its key; what has none is not delivered. */
    protected abstract Mono<? extends Map<String, ?>> newest(TenantId tenant, Map<String, C> changed);

    /** Of which aggregate the events must be; any where that cannot be said. */
    protected abstract @Nullable String aggregate(StreamFilter filter);

    @Override
    public void check(StreamFilter filter) {
        Topic.super.check(filter);
        if (!filter.types().isEmpty()) {
            throw Fault.malformed("filter.types", "is no filter of a topic of states").raised();
        }
    }

    /** The last event that changed something, and all that was changed. */
    private record Changed<C>(EnvelopeBody envelope, long globalIndex, C change) {}

    @Override
    public final Mono<Step> next(TenantId tenant, StreamFilter filter, long after, long upTo) {
        return Mono.defer(() -> {
            Map<String, Changed<C>> changed = new LinkedHashMap<>();
            return slice(tenant, filter, after, upTo)
                    .doOnNext(first -> gather(filter, first, changed))
                    .expand(slice -> !slice.more() || changed.size() >= MOST_KEYS
                            ? Mono.empty()
                            : slice(tenant, filter, slice.through(), upTo)
                                    .doOnNext(next -> gather(filter, next, changed)))
                    .last().flatMap(last -> show(tenant, changed).map(events -> new Step(events, last.through())));
        });
    }

    private Mono<Slice> slice(TenantId tenant, StreamFilter filter, long after, long upTo) {
        return queries.ask(tenant, new FollowLog(new EventFilter(types(), aggregate(filter)), after, upTo), null)
                .map(Queries.Answer::value);
    }

    private void gather(StreamFilter filter, Slice slice, Map<String, Changed<C>> changed) {
        for (LoggedEvent event : slice.events()) {
            changes(filter, event).forEach((key, change) -> {
                Changed<C> before = changed.get(key);
                changed.put(key, new Changed<>(EnvelopeBody.of(event).saying(NullNode.getInstance()),
                        event.globalIndex(), before == null ? change : merge(before.change(), change)));
            });
        }
    }

    private Mono<List<EnvelopeBody>> show(TenantId tenant, Map<String, Changed<C>> changed) {
        if (changed.isEmpty()) {
            return Mono.just(List.of());
        }
        Map<String, C> changes = new LinkedHashMap<>();
        changed.forEach((key, last) -> changes.put(key, last.change()));
        long newest = changed.values().stream().mapToLong(Changed::globalIndex).max().orElseThrow();
        return covered(tenant, newest).then(newest(tenant, changes)).map(states -> {
            List<EnvelopeBody> events = new ArrayList<>();
            changed.forEach((key, last) -> {
                Object state = states.get(key);
                if (state != null) {
                    events.add(last.envelope().saying(json.tree(state)));
                }
            });
            events.sort(Comparator.comparingLong(EnvelopeBody::sequence));
            return events;
        });
    }

    /** Waits for as long as it takes: a state that is older than its event would be kept for the newest. */
    private Mono<Void> covered(TenantId tenant, long globalIndex) {
        return Flux.fromIterable(questions())
                .concatMap(question -> queries.covers(tenant, question, globalIndex).filter(Boolean::booleanValue)
                        .repeatWhenEmpty(tries -> tries.delayElements(PAUSE)))
                .then();
    }
}
