package org.mediaplanner.gateway.stream;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.queries.log.PositionUnknown;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The one way to follow a topic, whatever door the follower came through. */
public final class Streams {

    private final Map<String, Topic> topics;
    private final TenantHeads heads;
    private final LogFollower follower;

    Streams(List<Topic> topics, TenantHeads heads, LogFollower follower) {
        this.topics = topics.stream().collect(Collectors.toMap(Topic::name, Function.identity(), (one, other) -> {
            throw new IllegalStateException(one + " and " + other + " have the same name");
        }, TreeMap::new));
        this.heads = heads;
        this.follower = follower;
    }

    /**
     * A topic that is followed.
     *
     * @param position behind which it is followed
     * @param signals without end, as fast as they are asked for
     */
    public record Followed(long position, Flux<Signal> signals) {}

    /**
     * Follows {@code topic} for {@code tenant}.
     *
     * @param after the last position that the follower has seen; 0 for the beginning, {@code null} for now
     */
    public Mono<Followed> follow(TenantId tenant, String topic, StreamFilter filter, @Nullable Long after) {
        return Mono.defer(() -> {
            Topic found = topics.get(topic);
            if (found == null) {
                return Mono.error(unknownTopic().raised());
            }
            found.check(filter);
            if (after != null && after < 0) {
                return Mono.error(Fault.malformed("after", "must not be negative").raised());
            }
            return heads.now(tenant).map(head -> {
                long start = after == null ? head : after;
                if (start > head) {
                    throw new PositionUnknown(head);
                }
                return new Followed(start, follower.follow(tenant, found, filter, start, head));
            });
        });
    }

    public Collection<Topic> topics() {
        return topics.values();
    }

    private Fault unknownTopic() {
        return Fault.of(HttpStatus.NOT_FOUND, "unknown-topic", "There are the topics " + String.join(", ", topics
                .keySet()));
    }
}
