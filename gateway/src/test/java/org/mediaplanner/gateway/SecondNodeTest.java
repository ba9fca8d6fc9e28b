package org.mediaplanner.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mediaplanner.gateway.testing.EventFeed;
import org.mediaplanner.gateway.testing.OtherNode;
import org.mediaplanner.gateway.testing.RunningApplication;
import org.mediaplanner.gateway.testing.Socket;
import org.mediaplanner.gateway.testing.Tenant;

/** Two nodes on the same servers. */
class SecondNodeTest {

    private final Tenant tenant = Tenant.register();

    @Test
    void followers_of_another_node_hear_what_happens_here_and_that_their_node_is_about_to_end() throws IOException {
        List<Long> waits = new ArrayList<>();
        try (OtherNode node = RunningApplication.instance().another(Map.of());
                Socket socket = Socket.of(tenant, node.url()).subscribe("a", "events", "");
                EventFeed feed = EventFeed.open(node.url(), tenant, "?after=0", null)) {
            socket.hear(2);
            feed.next(2);
            for (int i = 0; i < 20; i++) {
                tenant.post("/campaigns", Tenant.campaign("C " + i)).is(201);
                long answered = System.nanoTime();
                assertThat(socket.hear().path("position").asLong()).isEqualTo(3 + i);
                waits.add(Duration.ofNanos(System.nanoTime() - answered).toMillis());
            }
            assertThat(waits.stream().sorted().toList().get(10)).as("told by a notice, not found by a look, in ms")
                    .isLessThan(500);
            assertThat(feed.next(20)).hasSize(20);

            node.end();

            assertThat(socket.closeCode()).isEqualTo(1012);
            await().until(feed::ended);
        }
    }
}
