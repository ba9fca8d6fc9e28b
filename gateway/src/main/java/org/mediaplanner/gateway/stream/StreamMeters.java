package org.mediaplanner.gateway.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** Figures of this node's followers, and of what it tells other nodes and hears from them. */
@Component
public final class StreamMeters {

    private final Map<Door, AtomicInteger> connections = new EnumMap<>(Door.class);
    private final Counter paused;
    private final Counter told;
    private final Counter lost;
    private final Counter repaired;

    StreamMeters(MeterRegistry registry) {
        Arrays.stream(Door.values()).forEach(door -> connections.put(door, connections(registry, door)));
        this.paused = counter(registry, "mediaplanner.stream.paused",
                "Subscriptions that were paused because nothing of them was read");
        this.told = counter(registry, "mediaplanner.notices.sent", "Notices that Redis took");
        this.lost = counter(registry, "mediaplanner.notices.lost", "Notices that Redis did not take");
        this.repaired = counter(registry, "mediaplanner.notices.repaired",
                "Positions that were found by looking, and that no notice had told of two seconds later");
    }

    private static AtomicInteger connections(MeterRegistry registry, Door door) {
        AtomicInteger open = new AtomicInteger();
        Gauge.builder("mediaplanner.stream.connections", open, AtomicInteger::get).tag("door", door.label())
                .description("Connections of followers").strongReference(true).register(registry);
        return open;
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    /** {@code subscriptions} of one reader were paused. */
    public void paused(int subscriptions) {
        paused.increment(subscriptions);
    }

    AtomicInteger connections(Door door) {
        AtomicInteger open = connections.get(door);
        if (open == null) {
            throw new IllegalArgumentException(door.name());
        }
        return open;
    }

    void noticeSent() {
        told.increment();
    }

    void noticeLost() {
        lost.increment();
    }

    void noticeRepaired() {
        repaired.increment();
    }
}
