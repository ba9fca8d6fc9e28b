package org.mediaplanner.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.mediaplanner.gateway.testing.EventFeed;
import org.mediaplanner.gateway.testing.EventFeed.Received;
import org.mediaplanner.gateway.testing.Tenant;
import org.mediaplanner.gateway.testing.Tenant.Reply;
import tools.jackson.databind.JsonNode;

/** The log of an organisation, page by page and as it grows. */
class EventsTest {

    private final Tenant tenant = Tenant.register();

    @Test
    void everything_that_happened_is_listed_in_positions_without_gaps() {
        String id = create("First");
        tenant.patch("/campaigns/" + id, "{\"name\": \"Renamed\"}", "If-Match", "\"1\"").is(200);
        Reply log = all(4);

        assertThat(positions(log.json())).containsExactly(1L, 2L, 3L, 4L);
        JsonNode created = log.json().at("/items/2");
        assertThat(created.propertyNames()).containsExactly("specversion", "id", "source", "type", "subject", "time",
                "occurredAt", "sequence", "revision", "aggregateVersion", "actor", "requestId", "data");
        assertThat(created.path("source").asString()).isEqualTo("/tenants/" + tenant.get("/auth/me").at("/tenant/id"));
        assertThat(created.path("type").asString()).isEqualTo("campaign.created");
        assertThat(created.path("subject").asString()).isEqualTo(id);
        assertThat(created.at("/actor/type").asString()).isEqualTo("USER");
        assertThat(created.at("/data/budget/money/micros").asLong()).isEqualTo(1_000_000_000);
        assertThat(log.json().at("/items/3/aggregateVersion").asInt()).isEqualTo(2);
        assertThat(log.text()).as("nothing of an account stands in the log").doesNotContain(tenant.email(), "assword");
    }

    @Test
    void a_part_of_the_log_can_be_asked_for() {
        String first = create("A");
        create("B");
        all(4);

        assertThat(positions(tenant.get("/events?after=2").is(200).json())).containsExactly(3L, 4L);
        assertThat(positions(tenant.get("/events?type=campaign.created").json())).containsExactly(3L, 4L);
        assertThat(positions(tenant.get("/events?aggregateId=" + first).json())).containsExactly(3L);
        Reply page = tenant.get("/events?limit=3&count=true").is(200);
        assertThat(page.at("/total")).isEqualTo("4");
        assertThat(positions(tenant.get("/events?limit=3&cursor=" + page.at("/nextCursor")).json()))
                .containsExactly(4L);
        assertThat(tenant.get("/events", "Accept", "text/csv").is(200).text())
                .startsWith("specversion,id,source,type,subject,time,occurredAt,sequence,revision,aggregateVersion,"
                        + "actor.type,actor.id,requestId,data\r\n");
        tenant.get("/events?after=-1").isProblem(400, "malformed").names("after");
        tenant.get("/events?after=x").isProblem(400, "malformed").names("after");
        tenant.get("/events?colour=red").isProblem(400, "malformed").names("colour");
        Tenant.nobody().get("/events").isProblem(401, "unauthenticated");
    }

    @Test
    void what_happened_elsewhere_is_not_there() {
        String mine = create("Mine");
        Tenant other = Tenant.register();

        assertThat(other.get("/events?aggregateId=" + mine).is(200).json().path("items")).isEmpty();
        try (EventFeed feed = EventFeed.open(other, "?after=0", null);
                EventFeed named = EventFeed.open(other, "?after=0&aggregateId=" + mine, null)) {
            feed.next(2);
            create("Also mine");
            assertThat(feed.poll(500)).isNull();
            assertThat(named.poll(100)).isNull();
        }
    }

    @Test
    void who_follows_gets_what_was_missed_and_then_what_is_new_as_it_is_listed() {
        create("Before");
        try (EventFeed feed = EventFeed.open(tenant, "", "0")) {
            List<Received> missed = feed.next(3);
            create("After");
            Received live = feed.next(1).getFirst();

            assertThat(missed).extracting(Received::id).containsExactly("1", "2", "3");
            assertThat(live.id()).isEqualTo("4");
            assertThat(live.event()).isEqualTo("campaign.created");
            String listed = tenant.get("/events").text();
            assertThat(listed).isEqualTo("{\"items\":[" + String.join(",", IntStream.range(0, 4)
                    .mapToObj(i -> i < 3 ? missed.get(i).data() : live.data()).toList()) + "],\"nextCursor\":null}");
        }
    }

    @Test
    void who_names_no_place_follows_from_now_and_knows_where_that_is() {
        create("Before");
        all(3);
        try (EventFeed feed = EventFeed.open(tenant, "", null)) {
            await().until(() -> "3".equals(feed.lastId()));
            assertThat(feed.comments()).isEqualTo(1);
            create("After");
            assertThat(feed.next(1).getFirst().id()).isEqualTo("4");
        }
    }

    @Test
    void who_wants_some_types_or_one_aggregate_gets_no_others() {
        String id = create("One");
        create("Two");
        try (EventFeed renamed = EventFeed.open(tenant, "?after=0&types=campaign.renamed&types=campaign.archived",
                null);
                EventFeed one = EventFeed.open(tenant, "?after=0&aggregateId=" + id, null)) {
            tenant.patch("/campaigns/" + id, "{\"name\": \"Uno\"}", "If-Match", "\"1\"").is(200);

            assertThat(renamed.next(1)).extracting(Received::event).containsExactly("campaign.renamed");
            assertThat(one.next(2)).extracting(Received::event).containsExactly("campaign.created",
                    "campaign.renamed");
        }
        tenant.get("/events?type=campaign.renamed&type=nope").isProblem(400, "malformed").names("type");
        tenant.get("/events/stream?types=nope").isProblem(400, "malformed").names("types");
    }

    @Test
    void a_place_that_the_log_has_not_reached_is_unknown() {
        long head = positions(all(2).json()).getLast();
        assertThat(positions(tenant.get("/events?after=" + head).is(200).json())).isEmpty();
        tenant.get("/events?after=" + (head + 1)).isProblem(400, "position-unknown");
        tenant.get("/events?type=campaign.archived&after=" + (head + 1)).isProblem(400, "position-unknown");
        tenant.get("/events/stream?after=99", "Accept", "text/event-stream").isProblem(400, "position-unknown");
        tenant.get("/events/stream", "Accept", "text/event-stream", "Last-Event-ID", "99")
                .isProblem(400, "position-unknown");
        tenant.get("/events/stream", "Accept", "text/event-stream", "Last-Event-ID", "abc")
                .isProblem(400, "malformed").names("Last-Event-ID");
        Tenant.nobody().get("/events/stream", "Accept", "text/event-stream").isProblem(401, "unauthenticated");
    }

    @Test
    void whoever_drops_and_comes_back_at_any_time_misses_nothing_and_gets_nothing_twice() {
        int writers = 3;
        int each = 20;
        int total = 2 + writers * each;
        CompletableFuture<?> writing = CompletableFuture.allOf(IntStream.range(0, writers).mapToObj(
                writer -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < each; i++) {
                        create("Writer " + writer + " " + i);
                    }
                }, task -> Thread.ofPlatform().start(task))).toArray(CompletableFuture[]::new));
        Random random = new Random(7);
        List<Received> seen = new ArrayList<>();
        while (seen.size() < total) {
            String last = seen.isEmpty() ? "0" : seen.getLast().id();
            try (EventFeed feed = EventFeed.open(tenant, "", last)) {
                seen.addAll(feed.next(Math.min(1 + random.nextInt(9), total - seen.size())));
            }
        }
        writing.join();

        assertThat(seen).extracting(event -> Long.valueOf(event.id()))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, total).boxed().toList());
        String listed = tenant.get("/events?limit=500").text();
        assertThat(listed).contains(String.join(",", seen.stream().map(Received::data).toList()));
    }

    @Test
    void a_question_without_a_body_is_answered_without_an_end_to_wait_for() {
        assertThat(tenant.send("HEAD", "/events/stream", null, "Accept", "text/event-stream").status()).isEqualTo(200);
    }

    private String create(String name) {
        return tenant.post("/campaigns", Tenant.campaign(name)).is(201).at("/id");
    }

    private Reply all(int events) {
        await().atMost(Duration.ofSeconds(10)).until(
                () -> tenant.get("/events?count=true").is(200).at("/total").equals(Integer.toString(events)));
        return tenant.get("/events");
    }

    private static List<Long> positions(JsonNode page) {
        return page.path("items").valueStream().map(item -> item.path("sequence").asLong()).toList();
    }
}
