package org.mediaplanner.gateway.rsocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mediaplanner.gateway.testing.Rsockets.connect;
import static org.mediaplanner.gateway.testing.Rsockets.follow;
import static org.mediaplanner.gateway.testing.Rsockets.tcp;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.rsocket.RSocket;
import io.rsocket.core.RSocketConnector;
import io.rsocket.exceptions.ApplicationErrorException;
import io.rsocket.exceptions.RejectedSetupException;
import io.rsocket.metadata.AuthMetadataCodec;
import io.rsocket.metadata.CompositeMetadataCodec;
import io.rsocket.metadata.WellKnownMimeType;
import io.rsocket.transport.ClientTransport;
import io.rsocket.transport.netty.client.WebsocketClientTransport;
import io.rsocket.util.DefaultPayload;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaplanner.gateway.testing.EventFeed;
import org.mediaplanner.gateway.testing.EventFeed.Received;
import org.mediaplanner.gateway.testing.RunningApplication;
import org.mediaplanner.gateway.testing.Tenant;
import org.mediaplanner.gateway.testing.Tokens;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RSocketTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonMapper JSON = new JsonMapper();

    private final Tenant tenant = Tenant.register();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_event_is_the_same_to_the_byte_at_every_door(boolean overTcp) {
        create("Same");
        RSocket socket = connect(overTcp ? tcp() : webSocket(), tenant.token());
        try (EventFeed feed = EventFeed.open(tenant, "?after=0", null)) {
            List<String> events = follow(socket, "events", "{\"after\": 0}").take(3).collectList().block(PATIENCE);
            assertThat(events).isEqualTo(feed.next(3).stream().map(Received::data).toList());
            assertThat(tenant.get("/events").text()).contains(String.join(",", events));
        } finally {
            socket.dispose();
        }
    }

    @Test
    void no_more_comes_than_was_requested_however_much_there_is() {
        IntStream.range(0, 30).forEach(i -> create("C " + i));
        RSocket socket = connect(tcp(), tenant.token());
        List<Long> taken = new ArrayList<>();
        BaseSubscriber<String> reader = new BaseSubscriber<>() {

            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                request(5);
            }

            @Override
            protected void hookOnNext(String event) {
                taken.add(JSON.readTree(event).path("sequence").asLong());
            }
        };
        follow(socket, "events", "{\"after\": 0}").subscribe(reader);
        await().until(() -> taken.size() == 5);
        await().during(Duration.ofMillis(300)).until(() -> taken.size() == 5);
        reader.request(27);
        await().until(() -> taken.size() == 32);
        assertThat(taken).containsExactlyElementsOf(LongStream.rangeClosed(1, 32).boxed().toList());
        socket.dispose();
    }

    @Test
    void whoever_loses_the_connection_goes_on_behind_the_last_event_seen() {
        IntStream.range(0, 40).forEach(i -> create("C " + i));
        Random random = new Random(3);
        List<Long> seen = new ArrayList<>(List.of(0L));
        while (seen.getLast() < 42) {
            RSocket socket = connect(tcp(), tenant.token());
            follow(socket, "events", "{\"after\": " + seen.getLast() + "}").take(1 + random.nextInt(9))
                    .takeUntil(event -> JSON.readTree(event).path("sequence").asLong() == 42)
                    .doOnNext(event -> seen.add(JSON.readTree(event).path("sequence").asLong())).blockLast(PATIENCE);
            socket.dispose();
        }
        assertThat(seen).containsExactlyElementsOf(LongStream.rangeClosed(0, 42).boxed().toList());
    }

    @Test
    void a_topic_of_states_and_a_filter_are_asked_for_as_everywhere() {
        String id = create("Wanted");
        create("Not wanted");
        RSocket socket = connect(tcp(), tenant.token());
        assertThat(follow(socket, "campaigns", "{\"after\": 0, \"filter\": {\"campaignId\": \"" + id + "\"}}").next()
                .map(event -> JSON.readTree(event).at("/data/name").asString()).block(PATIENCE)).isEqualTo("Wanted");
        socket.dispose();
    }

    @Test
    void who_brings_no_valid_token_is_rejected_with_a_problem() {
        for (String token : List.of("not.a.token", "", Tokens.of(tenant).endingIn(-120))) {
            RSocket socket = connect(tcp(), token);
            AtomicReference<Throwable> refusal = new AtomicReference<>();
            socket.onClose().subscribe(closed -> {
            }, refusal::set);
            await().until(() -> refusal.get() != null);
            assertThat(refusal.get()).isInstanceOf(RejectedSetupException.class);
            assertThat(problem(refusal.get()).path("status").asInt()).isEqualTo(401);
            assertThat(problem(refusal.get()).path("code").asString()).isEqualTo("unauthenticated");
        }
    }

    @Test
    void a_token_may_also_stand_in_composite_metadata() {
        CompositeByteBuf metadata = Unpooled.compositeBuffer();
        CompositeMetadataCodec.encodeAndAddMetadata(metadata, ByteBufAllocator.DEFAULT,
                WellKnownMimeType.MESSAGE_RSOCKET_AUTHENTICATION, AuthMetadataCodec.encodeBearerMetadata(
                        ByteBufAllocator.DEFAULT, tenant.token().toCharArray()));
        RSocket socket = RSocketConnector.create()
                .metadataMimeType(WellKnownMimeType.MESSAGE_RSOCKET_COMPOSITE_METADATA.getString())
                .setupPayload(DefaultPayload.create(Unpooled.EMPTY_BUFFER, metadata)).connect(tcp()).block(PATIENCE);
        assertThat(socket).isNotNull();
        assertThat(follow(socket, "events", "{\"after\": 0}").blockFirst(PATIENCE)).contains("tenant.registered");
        socket.dispose();
    }

    @Test
    void what_cannot_be_followed_is_told_as_a_problem() {
        RSocket socket = connect(tcp(), tenant.token());
        isRefused(socket, "weather", "{}", "unknown-topic");
        isRefused(socket, "events", "{\"after\": 99}", "position-unknown");
        isRefused(socket, "events", "{\"colour\": \"red\"}", "malformed");
        isRefused(socket, "events", "nonsense", "malformed");
        socket.dispose();
    }

    @Test
    void a_stream_ends_with_its_token() {
        RSocket socket = connect(tcp(), Tokens.of(tenant).endingIn(2));
        assertThatThrownBy(() -> follow(socket, "events", "").blockLast(PATIENCE))
                .isInstanceOf(ApplicationErrorException.class)
                .satisfies(ended -> assertThat(problem(ended).path("status").asInt()).isEqualTo(401));
        await().until(socket::isDisposed);
    }

    @Test
    void what_happens_elsewhere_is_not_heard() {
        RSocket socket = connect(tcp(), Tenant.register().token());
        List<String> heard = new ArrayList<>();
        follow(socket, "events", "").subscribe(heard::add);
        create("Mine alone");
        await().during(Duration.ofMillis(500)).until(heard::isEmpty);
        socket.dispose();
    }

    private static void isRefused(RSocket socket, String topic, String body, String code) {
        assertThatThrownBy(() -> follow(socket, topic, body).blockFirst(PATIENCE))
                .isInstanceOf(ApplicationErrorException.class)
                .satisfies(refused -> assertThat(problem(refused).path("code").asString()).isEqualTo(code));
    }

    private static JsonNode problem(Throwable refused) {
        return JSON.readTree(String.valueOf(refused.getMessage()));
    }

    private static ClientTransport webSocket() {
        return WebsocketClientTransport.create(
                URI.create(RunningApplication.instance().url().replaceFirst("http", "ws") + "/rsocket"));
    }

    private String create(String name) {
        return tenant.post("/campaigns", Tenant.campaign(name)).is(201).at("/id");
    }
}
