package org.mediaplanner.gateway.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.gateway.event.EnvelopeBody;
import org.mediaplanner.gateway.json.HttpJson;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.stream.Signal.CaughtUp;
import org.mediaplanner.gateway.stream.Signal.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Reads a topic for as long as somebody follows it. A follower holds one step at most: the next is read when the last
 * delivery of this one was taken, and nothing is pushed into it. Equal readings under way at the same time are one.
 */
final class LogFollower {

    private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);

    /** While the store is away, followers wait for it. */
    private static final Retry WHEN_BACK = Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
            .maxBackoff(Duration.ofSeconds(3)).transientErrors(true)
            .filter(failure -> Fault.behind(failure).status() == HttpStatus.SERVICE_UNAVAILABLE);

    /** Until it is looked again for what was told and is not there. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final TenantHeads heads;
    private final HttpJson json;
    private final Duration patience;
    private final Map<Reading, Mono<Read>> underWay = new ConcurrentHashMap<>();

    /** @param patience how long to wait for a reading before it is tried again */
    LogFollower(TenantHeads heads, HttpJson json, Duration patience) {
        this.heads = heads;
        this.json = json;
        this.patience = patience;
    }

    private record Reading(TenantId tenant, Topic topic, StreamFilter filter, long after, long upTo) {}

    private record Read(List<Delivery> deliveries, long through) {}

    /**
     * Everything of {@code topic} behind {@code start}, without end.
     *
     * @param known the last position there was when the follower came, from which on it is live
     */
    Flux<Signal> follow(TenantId tenant, Topic topic, StreamFilter filter, long start, long known) {
        return Flux.defer(() -> {
            Place place = new Place(start, known);
            Flux<Signal> begin = start >= known ? Flux.just(place.caughtUp()) : Flux.empty();
            return begin.concatWith(Flux.defer(() -> onward(tenant, topic, filter, place)).repeat());
        });
    }

    private Flux<Signal> onward(TenantId tenant, Topic topic, StreamFilter filter, Place place) {
        return heads.of(tenant).filter(head -> head > place.position).next()
                .flatMap(head -> read(new Reading(tenant, topic, filter, place.position, head)).retryWhen(WHEN_BACK))
                .flatMap(read -> read.through() > place.position
                        ? Mono.just(read)
                        : Mono.just(read).delayElement(PAUSE))
                .doOnError(defect -> LOG.error("{} of {} cannot be followed behind {}", topic.name(), tenant,
                        place.position,
                        defect))
                .flatMapIterable(place::advance);
    }

    private Mono<Read> read(Reading reading) {
        return Mono.defer(() -> underWay.computeIfAbsent(reading,
                key -> key.topic().next(key.tenant(), key.filter(), key.after(), key.upTo()).timeout(patience)
                        .map(this::written)
                        .doFinally(end -> underWay.remove(key)).cache()));
    }

    private Read written(Topic.Step step) {
        return new Read(step.events().stream().map(this::written).toList(), step.through());
    }

    private Delivery written(EnvelopeBody event) {
        return new Delivery(event.sequence(), event.type(), new String(json.write(event), StandardCharsets.UTF_8));
    }

    /** How far one follower is. Only ever touched by its own chain of signals. */
    private static final class Place {

        private final long known;
        private volatile long position;
        private volatile boolean live;

        Place(long position, long known) {
            this.position = position;
            this.known = known;
        }

        List<Signal> advance(Read read) {
            position = read.through();
            List<Signal> signals = new ArrayList<>(read.deliveries());
            if (!live && position >= known) {
                signals.add(caughtUp());
            }
            return signals;
        }

        Signal caughtUp() {
            live = true;
            return new CaughtUp(position);
        }
    }
}
