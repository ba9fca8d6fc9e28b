package org.mediaplanner.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mediaplanner.gateway.stream.Signal;
import org.mediaplanner.gateway.stream.Signal.Delivery;
import org.mediaplanner.gateway.stream.Streams.Followed;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/** What goes to a client that reads slowly, or not at all. */
class OutboundTest {

    private final AtomicLong read = new AtomicLong();
    private final List<ServerFrame> taken = new ArrayList<>();
    private final Outbound outbound = new Outbound();
    private final BaseSubscriber<ServerFrame> client = new BaseSubscriber<>() {

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            request(3);
        }

        @Override
        protected void hookOnNext(ServerFrame frame) {
            taken.add(frame);
        }
    };

    @Test
    void little_is_read_for_a_client_that_stands_and_it_is_told_where_to_go_on() {
        org.mediaplanner.gateway.websocket.Subscription subscription = endless();
        outbound.frames().subscribe(client);
        outbound.add(subscription);

        assertThat(taken).extracting(ServerFrame::type).containsExactly("subscribed", "event", "event");
        assertThat(read.get()).isLessThan(100);
        assertThat(outbound.stands()).as("it may have taken something a moment ago").isFalse();
        assertThat(outbound.stands()).isTrue();

        subscription.pause();
        client.request(1_000);
        assertThat(taken.getLast().type()).isEqualTo("paused");
        assertThat(taken.getLast().position()).isEqualTo(taken.get(taken.size() - 2).position());
        assertThat(taken).hasSizeLessThan(100);
        assertThat(outbound.stands()).isFalse();
        assertThat(outbound.stands()).as("there is nothing that it could take").isFalse();
    }

    @Test
    void answers_that_nobody_reads_run_out_of_room() {
        outbound.frames().subscribe(client);
        assertThat(IntStream.range(0, 1_000).allMatch(i -> outbound.answer(ServerFrame.pong()))).isFalse();
    }

    private org.mediaplanner.gateway.websocket.Subscription endless() {
        Flux<Signal> signals = Flux.generate(() -> 1L, (position, sink) -> {
            read.set(position);
            sink.next(new Delivery(position, "number.counted", "{}"));
            return position + 1;
        });
        return new org.mediaplanner.gateway.websocket.Subscription("a", new Followed(0, signals), null);
    }
}
