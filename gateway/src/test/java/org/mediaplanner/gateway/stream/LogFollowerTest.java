package org.mediaplanner.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.ActorType;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.gateway.event.EnvelopeBody;
import org.mediaplanner.gateway.json.HttpJson;
import org.mediaplanner.gateway.query.ActorBody;
import org.mediaplanner.gateway.stream.Signal.CaughtUp;
import org.mediaplanner.gateway.stream.Signal.Delivery;
import org.mediaplanner.queries.Queries;
import org.mediaplanner.queries.Query;
import org.mediaplanner.queries.log.LogQuery.FindHead;
import org.reactivestreams.Subscription;
import org.springframework.dao.DataAccessResourceFailureException;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.node.JsonNodeFactory;

/** Following a log that grows, gets out of reach and forgets to tell; without a server. */
class LogFollowerTest {

    private static final TenantId TENANT = TenantId.next();
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int STEP = 10;

    private final AtomicLong head = new AtomicLong();
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger repaired = new AtomicInteger();
    private final Sinks.Many<Long> notices = Sinks.many().multicast().directBestEffort();
    private final Topic topic = new Numbers();
    private final LogFollower follower = new LogFollower(
            new TenantHeads(new Heads(), tenant -> notices.asFlux(), LOOK, PATIENCE, repaired::incrementAndGet),
            new HttpJson(), PATIENCE);

    @Test
    void what_was_missed_and_what_comes_meanwhile_is_one_sequence() {
        head.set(95);
        List<Signal> signals = follow(0, 95, Integer.MAX_VALUE);
        for (int i = 0; i < 50; i++) {
            grow(1 + i % 3);
        }
        await().until(() -> signals.size() == head.get() + 1);
        assertThat(positions(signals)).containsExactlyElementsOf(upTo(head.get()));
        List<Signal> live = signals.stream().filter(CaughtUp.class::isInstance).toList();
        assertThat(live).hasSize(1);
        await().during(LOOK.multipliedBy(3)).untilAsserted(() -> assertThat(repaired).hasValue(0));
        assertThat(live.getFirst().position()).as("behind what was there, or a step further").isBetween(95L, 105L);
    }

    @Test
    void a_lost_notice_costs_a_moment_and_never_an_event() {
        List<Signal> signals = follow(0, 0, Integer.MAX_VALUE);
        await().until(() -> signals.size() == 1);
        head.set(7);
        await().atMost(LOOK.multipliedBy(10)).until(() -> signals.size() == 8);
        assertThat(positions(signals)).containsExactlyElementsOf(upTo(7));
        await().atMost(LOOK.multipliedBy(10)).untilAsserted(() -> assertThat(repaired).hasValue(1));
    }

    @Test
    void a_slow_reader_is_read_for_only_as_fast_as_it_takes() {
        head.set(10_000);
        List<Long> taken = new ArrayList<>();
        BaseSubscriber<Signal> slow = new BaseSubscriber<>() {

            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                request(1);
            }

            @Override
            protected void hookOnNext(Signal signal) {
                taken.add(signal.position());
            }
        };
        follower.follow(TENANT, topic, StreamFilter.ALL, 0, 10_000).subscribe(slow);
        await().during(LOOK.multipliedBy(2)).until(() -> taken.size() == 1);
        assertThat(reads).as("one step is held, and nothing behind it").hasValue(1);
        for (int i = 0; i < 30; i++) {
            slow.request(1);
        }
        await().until(() -> taken.size() == 31);
        assertThat(reads).hasValueBetween(3, 4);
        slow.request(Long.MAX_VALUE);
        await().until(() -> taken.size() == 10_001);
        slow.cancel();
    }

    @Test
    void who_follows_the_same_shares_the_reading_but_not_the_pace() {
        head.set(40);
        List<List<Signal>> followers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            followers.add(follow(40, 40, Integer.MAX_VALUE));
        }
        grow(1);
        await().until(() -> followers.stream().allMatch(signals -> signals.size() == 2));
        assertThat(reads.get()).isLessThan(20);
        assertThat(followers).allSatisfy(signals -> assertThat(signals).hasSize(2));
    }

    @Test
    void none_of_many_who_turn_to_the_log_and_away_from_it_keeps_the_others_waiting() {
        List<AtomicLong> followers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            AtomicLong place = new AtomicLong();
            followers.add(place);
            Disposable _ = follower.follow(TENANT, topic, StreamFilter.ALL, 0, 0)
                    .subscribe(signal -> place.set(signal.position()));
        }
        for (int i = 0; i < 20_000; i++) {
            grow(1);
            LockSupport.parkNanos(50_000);
        }
        await().untilAsserted(() -> assertThat(followers).extracting(AtomicLong::get).containsOnly(head.get()));
    }

    @Test
    void who_is_told_of_more_than_there_is_misses_nothing_of_what_comes() {
        List<Signal> signals = follow(0, 0, Integer.MAX_VALUE);
        notices.tryEmitNext(1_000L);
        await().during(Duration.ofMillis(300)).until(() -> signals.size() == 1);
        assertThat(reads).hasValueLessThan(10);
        grow(3);
        await().until(() -> signals.size() == 4);
        assertThat(positions(signals)).containsExactlyElementsOf(upTo(3));
    }

    @Test
    void an_outage_is_waited_for() {
        List<Signal> signals = follow(0, 0, Integer.MAX_VALUE);
        grow(3);
        await().until(() -> signals.size() == 4);
        away.set(true);
        grow(3);
        await().during(Duration.ofMillis(300)).until(() -> signals.size() == 4);
        away.set(false);
        await().until(() -> signals.size() == 7);
        assertThat(positions(signals)).containsExactlyElementsOf(upTo(6));
    }

    @Test
    void an_answer_that_never_comes_is_not_waited_for_for_ever() {
        List<Signal> signals = follow(0, 0, Integer.MAX_VALUE);
        lost.set(2);
        grow(3);
        await().atMost(PATIENCE.multipliedBy(5)).until(() -> signals.size() == 4);
        assertThat(lost).as("of a look, then of a reading").hasValue(0);
    }

    @Test
    void from_any_place_exactly_the_rest_comes() {
        head.set(33);
        for (long start = 0; start <= 33; start++) {
            List<Signal> signals = follow(start, 33, (int) (34 - start));
            await().pollDelay(Duration.ZERO).until(() -> signals.getLast() instanceof CaughtUp);
            assertThat(positions(signals)).containsExactlyElementsOf(LongStream.rangeClosed(start + 1, 33).boxed()
                    .toList());
        }
    }

    private List<Signal> follow(long start, long known, int signals) {
        List<Signal> received = new CopyOnWriteArrayList<>();
        Disposable _ = follower.follow(TENANT, topic, StreamFilter.ALL, start, known).take(signals)
                .subscribe(received::add);
        await().pollDelay(Duration.ZERO).until(() -> start == known ? received.size() == 1 : !received.isEmpty());
        return received;
    }

    private void grow(int events) {
        notices.tryEmitNext(head.addAndGet(events));
    }

    private static List<Long> positions(List<Signal> signals) {
        return signals.stream().filter(Delivery.class::isInstance).map(Signal::position).toList();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    /** A topic of so many events, read ten at a time. */
    private final class Numbers implements Topic {

        @Override
        public String name() {
            return "numbers";
        }

        @Override
        public String description() {
            return "Numbers";
        }

        @Override
        public Mono<Step> next(TenantId tenant, StreamFilter filter, long after, long upTo) {
            return Mono.fromSupplier(() -> {
                requireThere();
                reads.incrementAndGet();
                long through = Math.min(Math.min(upTo, head.get()), after + STEP);
                return new Step(LongStream.rangeClosed(after + 1, through).mapToObj(Numbers::event).toList(), through);
            }).delayElement(Duration.ofMillis(1)).flatMap(LogFollowerTest.this::unlessLost);
        }

        private static EnvelopeBody event(long position) {
            return new EnvelopeBody("1.0", UUID.randomUUID(), "/tenants/" + TENANT, "number.counted", "number",
                    Instant.EPOCH, Instant.EPOCH, position, 1, position, new ActorBody(ActorType.SYSTEM, "test"),
                    "test",
                    JsonNodeFactory.instance.objectNode());
        }
    }

    private <T> Mono<T> unlessLost(T answer) {
        return lost.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? Mono.never() : Mono.just(answer);
    }

    private void requireThere() {
        if (away.get()) {
            throw new DataAccessResourceFailureException("away");
        }
    }

    private final class Heads implements Queries {

        @Override
        @SuppressWarnings("unchecked") // the only question that is asked here
        public <R> Mono<Answer<R>> ask(TenantId tenantId, Query<R> query, @Nullable Long minPosition) {
            assertThat(query).isInstanceOf(FindHead.class);
            return Mono.fromSupplier(() -> {
                requireThere();
                return new Answer<>((R) Long.valueOf(head.get()), true);
            }).flatMap(LogFollowerTest.this::unlessLost);
        }

        @Override
        public Mono<Boolean> covers(TenantId tenantId, Class<? extends Query<?>> question, long position) {
            return Mono.just(true);
        }
    }
}
