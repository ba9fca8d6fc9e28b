package org.mediaplanner.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mediaplanner.gateway.testing.Socket;
import org.mediaplanner.gateway.testing.Tenant;
import org.mediaplanner.gateway.testing.Tokens;
import tools.jackson.databind.JsonNode;

class SocketTest {

    private final Tenant tenant = Tenant.register();

    @Test
    void who_follows_is_told_where_it_begins_what_was_missed_and_when_it_is_live() {
        create("Before");
        logged(3);
        try (Socket socket = Socket.of(tenant).subscribe("a", "events", ", \"after\": 1")) {
            assertThat(socket.hearText()).isEqualTo("{\"type\":\"subscribed\",\"id\":\"a\",\"position\":1}");
            List<JsonNode> missed = socket.hear(3);
            assertThat(types(missed)).containsExactly("event", "event", "caught-up");
            assertThat(missed.getLast().path("position").asLong()).isEqualTo(3);
            create("After");
            String live = socket.hearText();
            String listed = tenant.get("/events?after=3").text();
            assertThat(live).isEqualTo("{\"type\":\"event\",\"id\":\"a\",\"position\":4,\"event\":"
                    + listed.substring("{\"items\":[".length(), listed.length() - "],\"nextCursor\":null}".length())
                    + "}");
        }
    }

    @Test
    void events_come_as_credit_allows_and_nothing_is_lost_for_want_of_it() {
        IntStream.range(0, 8).forEach(i -> create("C " + i));
        logged(10);
        try (Socket socket = Socket.of(tenant).subscribe("a", "events", ", \"after\": 0, \"credit\": 3")) {
            assertThat(types(socket.hear(4))).containsExactly("subscribed", "event", "event", "event");
            assertThat(socket.poll(300)).isNull();
            socket.say("{\"type\": \"credit\", \"id\": \"a\", \"n\": 2}");
            assertThat(positions(socket.hear(2))).containsExactly(4L, 5L);
            assertThat(socket.poll(300)).isNull();
            socket.say("{\"type\": \"credit\", \"id\": \"a\", \"n\": 100}");
            List<JsonNode> rest = socket.hear(6);
            assertThat(positions(rest)).containsExactlyElementsOf(
                    LongStream.of(6, 7, 8, 9, 10, 10).boxed().toList());
            assertThat(rest.getLast().path("type").asString()).isEqualTo("caught-up");
        }
    }

    @Test
    void several_topics_share_a_connection_until_each_is_given_up() {
        String id = create("Shared");
        logged(3);
        try (Socket socket = Socket.of(tenant)) {
            socket.subscribe("all", "events", "");
            assertThat(types(socket.hear(2))).containsExactly("subscribed", "caught-up");
            socket.subscribe("one", "events", ", \"after\": 0, \"filter\": {\"aggregateId\": \"" + id + "\"}");
            assertThat(types(socket.hear(3))).containsExactly("subscribed", "event", "caught-up");
            tenant.patch("/campaigns/" + id, "{\"name\": \"Uno\"}", "If-Match", "\"1\"").is(200);
            assertThat(socket.hear(2)).extracting(frame -> frame.path("id").asString())
                    .containsExactlyInAnyOrder("all", "one");
            socket.say("{\"type\": \"unsubscribe\", \"id\": \"one\"}").say("{\"type\": \"ping\"}");
            assertThat(socket.hear().path("type").asString()).isEqualTo("pong");
            create("Other");
            assertThat(socket.hear().path("id").asString()).isEqualTo("all");
            assertThat(socket.poll(300)).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nonsense | malformed
            [] | unknown-frame
            {"type": "dance"} | unknown-frame
            {"type": "subscribe", "id": "a"} | malformed
            {"type": "subscribe", "id": "a", "topic": "events", "colour": "red"} | malformed
            {"type": "subscribe", "id": "a", "topic": "weather"} | unknown-topic
            {"type": "subscribe", "id": "a", "topic": "events", "after": 99} | position-unknown
            {"type": "subscribe", "id": "a", "topic": "events", "after": -1} | malformed
            {"type": "subscribe", "id": "a", "topic": "events", "credit": -1} | malformed
            {"type": "subscribe", "id": "a", "topic": "campaigns", "filter": {"types": ["x"]}} | malformed
            {"type": "subscribe", "id": "a", "topic": "events", "filter": {"types": ["x"]}} | malformed
            {"type": "credit", "id": "nobody", "n": 99999999999} | unknown-id
            {"type": "unsubscribe", "id": "nobody"} | unknown-id""")
    void a_bad_frame_is_told_and_the_connection_goes_on(String frame, String code) {
        try (Socket socket = Socket.of(tenant).say(frame)) {
            JsonNode error = socket.hear();
            assertThat(error.path("type").asString()).isEqualTo("error");
            assertThat(error.path("code").asString()).isEqualTo(code);
            assertThat(error.path("message").asString()).isNotBlank();
            assertThat(socket.say("{\"type\": \"ping\"}").hear().path("type").asString()).isEqualTo("pong");
        }
    }

    @Test
    void an_id_is_used_once_at_a_time() {
        try (Socket socket = Socket.of(tenant).subscribe("a", "events", "")) {
            socket.hear(2);
            JsonNode error = socket.subscribe("a", "events", "").hear();
            assertThat(error.path("code").asString()).isEqualTo("id-in-use");
            assertThat(error.path("id").asString()).isEqualTo("a");
        }
    }

    @Test
    void nobody_is_let_in_without_a_token_and_not_for_long_without_a_word() {
        try (Socket silent = Socket.open();
                Socket forged = Socket.open();
                Socket impatient = Socket.open();
                Socket expired = Socket.open()) {
            forged.say("{\"type\": \"authenticate\", \"token\": \"not.a.token\"}");
            impatient.subscribe("a", "events", "");
            expired.say("{\"type\": \"authenticate\", \"token\": \"" + Tokens.of(tenant).endingIn(-120) + "\"}");
            assertThat(forged.closeCode()).isEqualTo(4401);
            assertThat(impatient.closeCode()).isEqualTo(4401);
            assertThat(expired.closeCode()).isEqualTo(4401);
            assertThat(silent.closeCode()).isEqualTo(4408);
        }
    }

    @Test
    void who_may_less_meanwhile_does_not_go_on_by_showing_the_token_again() {
        Tenant member = tenant.join("socket-" + System.nanoTime() + "@example.com", "PLANNER", "Correct-horse-1");
        String path = "/tenants/current/members/" + member.get("/auth/me").at("/user/id");
        try (Socket socket = Socket.of(member).subscribe("a", "events", "")) {
            socket.hear(2);
            tenant.patch(path, "{\"role\": \"VIEWER\"}").is(200);
            try {
                socket.say("{\"type\": \"authenticate\", \"token\": \"" + member.token() + "\"}");
            } catch (RuntimeException closedAlready) {
                // as it should be
            }
            assertThat(socket.closeCode()).isEqualTo(4403);
        }
    }

    @Test
    void a_token_that_ends_is_announced_and_ends_the_connection_unless_it_is_renewed() {
        String brief = "{\"type\": \"authenticate\", \"token\": \"" + Tokens.of(tenant).endingIn(2) + "\"}";
        try (Socket ends = Socket.open().say(brief); Socket renews = Socket.open().say(brief)) {
            assertThat(types(ends.hear(2))).containsExactly("authenticated", "expiring");
            renews.hear(2);
            renews.subscribe("a", "events", "").hear(2);
            renews.say("{\"type\": \"authenticate\", \"token\": \"" + tenant.token() + "\"}");
            assertThat(renews.hear().path("type").asString()).isEqualTo("authenticated");
            assertThat(ends.closeCode()).isEqualTo(4401);
            create("After the first token");
            assertThat(renews.hear().path("type").asString()).isEqualTo("event");
        }
    }

    @Test
    void a_connection_stays_with_who_opened_it() {
        try (Socket socket = Socket.of(tenant)) {
            socket.say("{\"type\": \"authenticate\", \"token\": \"" + Tenant.register().token() + "\"}");
            assertThat(socket.closeCode()).isEqualTo(4403);
        }
    }

    @Test
    void a_connection_has_so_many_subscriptions_and_no_more() {
        try (Socket socket = Socket.of(tenant)) {
            IntStream.rangeClosed(0, Conversation.MOST_SUBSCRIPTIONS).forEach(
                    i -> socket.subscribe("s" + i, "events", ""));
            assertThat(socket.closeCode()).isEqualTo(4429);
        }
    }

    @Test
    void what_happens_elsewhere_is_not_heard() {
        try (Socket socket = Socket.of(Tenant.register()).subscribe("a", "events", ", \"after\": 0")) {
            assertThat(types(socket.hear(4))).containsExactly("subscribed", "event", "event", "caught-up");
            create("Mine alone");
            assertThat(socket.poll(500)).isNull();
        }
    }

    @Test
    void of_states_the_newest_comes_and_of_what_was_missed_only_the_last() {
        String id = create("Much changed");
        for (int version = 1; version <= 130; version++) {
            tenant.patch("/campaigns/" + id, "{\"name\": \"Name " + version + "\"}", "If-Match", "\"" + version + "\"")
                    .is(200);
        }
        create("Other");
        logged(134);
        try (Socket socket = Socket.of(tenant)) {
            socket.subscribe("c", "campaigns", ", \"after\": 0");
            List<JsonNode> missed = socket.hear(4);
            assertThat(types(missed)).containsExactly("subscribed", "event", "event", "caught-up");
            assertThat(missed.get(1).at("/event/data/name").asString()).isEqualTo("Name 130");
            assertThat(missed.get(1).path("position").asLong()).isEqualTo(133);
            assertThat(missed.get(1).at("/event/data")).isEqualTo(tenant.get("/campaigns?q=Name").json()
                    .at("/items/0"));
            tenant.post("/campaigns/" + id + "/launch", null, "If-Match", "\"131\"").is(200);
            JsonNode launched = socket.hear();
            assertThat(launched.at("/event/type").asString()).isEqualTo("campaign.launched");
            assertThat(launched.at("/event/data/status").asString()).isEqualTo("LIVE");
        }
    }

    @Test
    void who_shows_figures_hears_which_to_read_again() {
        String id = create("Measured");
        try (Socket socket = Socket.of(tenant).subscribe("f", "analytics", "")) {
            socket.hear(2);
            tenant.post("/performance/facts", """
                    {"facts": [{"campaignId": "%1$s", "date": "2026-02-01", "clicks": 1},
                               {"campaignId": "%1$s", "date": "2026-02-03", "periodDays": 7, "clicks": 2}]}"""
                    .formatted(id)).is(200);
            assertThat(socket.hear().at("/event/data").toString())
                    .isEqualTo("{\"scope\":\"performance\",\"from\":\"2026-02-01\",\"to\":\"2026-02-09\"}");
        }
    }

    private String create(String name) {
        return tenant.post("/campaigns", Tenant.campaign(name)).is(201).at("/id");
    }

    private static List<String> types(List<JsonNode> frames) {
        return frames.stream().map(frame -> frame.path("type").asString()).toList();
    }

    private static List<Long> positions(List<JsonNode> frames) {
        return frames.stream().map(frame -> frame.path("position").asLong()).toList();
    }

    /** Waits until the log shows {@code events}: they get their positions a moment after their command's answer. */
    private void logged(int events) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> tenant.get("/events?limit=200").json().at("/items").size() >= events);
    }
}
