package org.mediaplanner.gateway.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.rsocket.RSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.mediaplanner.gateway.stream.Streams;
import org.mediaplanner.gateway.stream.Topic;
import org.mediaplanner.gateway.testing.EventFeed;
import org.mediaplanner.gateway.testing.Rsockets;
import org.mediaplanner.gateway.testing.RunningApplication;
import org.mediaplanner.gateway.testing.Socket;
import org.mediaplanner.gateway.testing.Tenant;
import org.mediaplanner.gateway.testing.Tenant.Reply;
import tools.jackson.databind.JsonNode;

/** What one organisation follows holds nothing of another, at whatever door, of whatever topic, then and now. */
class StreamIsolationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration QUIET = Duration.ofMillis(150);
    private static final int CAMPAIGNS = 12;

    private final Tenant amber = Tenant.register("Amber");
    private final Tenant ochre = Tenant.register("Ochre");
    private final List<String> topics = RunningApplication.instance().bean(Streams.class).topics().stream()
            .map(Topic::name).toList();

    @Test
    void nothing_of_another_organisation_is_followed_by_its_ids() {
        AtomicInteger counted = new AtomicInteger();
        fillBoth().forEach((owner, ids) -> {
            Tenant stranger = owner.equals(amber) ? ochre : amber;
            try (Socket strangers = Socket.of(stranger); Socket owners = Socket.of(owner)) {
                RSocket lines = Rsockets.connect(Rsockets.tcp(), stranger.token());
                for (String id : ids) {
                    for (String topic : topics) {
                        assertThat(events(strangers, topic, id)).as("%s of %s", topic, id).isEmpty();
                        if (!events(owners, topic, id).isEmpty()) {
                            counted.incrementAndGet();
                        }
                        assertThat(Rsockets.follow(lines, topic, "{\"after\": 0, \"filter\": {\"campaignId\": \"" + id
                                + "\"}}").take(QUIET.dividedBy(10)).collectList().block(PATIENCE)).isEmpty();
                    }
                    try (EventFeed feed = EventFeed.open(stranger, "?after=0&aggregateId=" + id, null);
                            EventFeed own = EventFeed.open(owner, "?after=0&aggregateId=" + id, null)) {
                        assertThat(own.next(1)).hasSize(1);
                        assertThat(feed.poll(QUIET.toMillis())).as("server-sent events of %s", id).isNull();
                        counted.incrementAndGet();
                    }
                }
                lines.dispose();
            }
        });
        System.out.printf("Isolation of streams: %d attempts by id that count, 0 leaks%n", counted.get());
        assertThat(counted.get()).isGreaterThanOrEqualTo(4 * CAMPAIGNS);
    }

    /** What each of them has, filled by turns so that their events stand among each other in the log. */
    private Map<Tenant, List<String>> fillBoth() {
        List<String> ambers = new ArrayList<>();
        List<String> ochres = new ArrayList<>();
        for (int i = 0; i < CAMPAIGNS; i++) {
            ambers.add(create(amber, "Amber " + i));
            ochres.add(create(ochre, "Ochre " + i));
        }
        return Map.of(amber, ambers, ochre, ochres);
    }

    private static String create(Tenant tenant, String name) {
        Reply created = tenant.post("/campaigns", Tenant.campaign(name)).is(201);
        tenant.get("/campaigns/" + created.at("/id") + "?minPosition=" + created.header("X-Event-Position")).is(200);
        return created.at("/id");
    }

    private static List<JsonNode> events(Socket socket, String topic, String id) {
        socket.subscribe("s", topic, ", \"after\": 0, \"filter\": {\"campaignId\": \"" + id + "\"}");
        List<JsonNode> events = new ArrayList<>();
        for (JsonNode frame = socket.hear(); !frame.path("type").asString().equals("caught-up"); frame = socket
                .hear()) {
            assertThat(frame.path("type").asString()).as(frame.toString()).isIn("subscribed", "event");
            if (frame.path("type").asString().equals("event")) {
                events.add(frame.path("event"));
            }
        }
        socket.say("{\"type\": \"unsubscribe\", \"id\": \"s\"}");
        return events;
    }

    @Test
    void what_comes_from_the_beginning_and_what_comes_live_is_ones_own() {
        try (Socket live = Socket.of(amber); EventFeed feed = EventFeed.open(amber, "?after=0", null)) {
            topics.forEach(topic -> live.subscribe(topic, topic, ", \"after\": 0"));
            List<String> own = Objects.requireNonNull(fillBoth().get(amber));
            String source = "/tenants/" + amber.get("/auth/me").at("/tenant/id");
            // Its own last campaign, seen at the end, tells that all before it has been seen.
            feed.next(2 + CAMPAIGNS).forEach(event -> assertThat(event.data()).contains("\"" + source + "\"")
                    .doesNotContain("Ochre"));
            String last = own.getLast();
            int seen = 0;
            while (seen < 2) {
                JsonNode frame = live.hear();
                assertThat(frame.toString()).doesNotContain("Ochre");
                assertThat(frame.path("event").path("source").asString(source)).isEqualTo(source);
                if (frame.path("event").path("subject").asString("").equals(last)) {
                    seen++;
                }
            }
        }
    }
}
