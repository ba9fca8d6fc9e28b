package org.mediaplanner.eventstore.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaplanner.events.Metadata;
import org.mediaplanner.events.client.ClientEvent.ClientArchived;
import org.mediaplanner.events.client.ClientEvent.ClientRenamed;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.eventstore.testing.EventStoreContext;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.mediaplanner.eventstore.testing.TestEvents;
import org.mediaplanner.eventstore.token.TokenCoverage;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two nodes on one database, with events that were there before they began. */
class StreamingProcessorsTest {

    private static final int EARLIER = 30;

    private static ConfigurableApplicationContext one;
    private static ConfigurableApplicationContext two;
    private static Listeners listeners;
    private static TestDatabase database;

    private final TenantId tenant = TenantId.next();

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        try (ConfigurableApplicationContext past = EventStoreContext.start(database)) {
            TenantId someone = TenantId.next();
            IntStream.range(0, EARLIER).forEach(i -> past.getBean(EventStore.class).publish(TestEvents.from(1, someone,
                    new ClientArchived(ClientId.next()))));
        }
        JdbcClient owner = JdbcClient.create(database.owner());
        owner.sql("CREATE TABLE event_store.acted (global_index bigint)").update();
        owner.sql("CREATE TABLE event_store.folded (global_index bigint)").update();
        one = EventStoreContext.start(database, Listeners.class);
        listeners = one.getBean(Listeners.class);
        await().until(() -> jdbc().sql("""
                SELECT least((SELECT count(*) FROM event_store.acted), (SELECT count(*) FROM event_store.folded))
                """).query(Integer.class).single() >= EARLIER);
        two = EventStoreContext.start(database);
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acted", "folded"})
    void a_new_processor_begins_at_the_first_event_there_is(String processor) {
        assertThat(listeners.batches(processor).getFirst().getFirst().globalIndex()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acted", "folded"})
    void a_batch_is_handed_over_once_and_as_a_whole(String processor) {
        assertThat(listeners.batches(processor)).anyMatch(batch -> batch.size() > 1);
        assertThat(listeners.batches(processor).stream().mapToInt(List::size).sum()).isGreaterThanOrEqualTo(EARLIER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acted", "folded"})
    void what_a_failed_batch_wrote_is_gone_and_its_events_come_again(String processor) {
        List<Long> published = publish(3, one);
        listeners.failing = processor;
        listeners.failures.set(1);
        List<Long> more = publish(3, one);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(jdbc().sql(
                "SELECT global_index FROM event_store." + processor + " ORDER BY 1").query(Long.class).list())
                .doesNotHaveDuplicates()
                .containsAll(published).containsAll(more));
        assertThat(listeners.failures).hasValueLessThan(1);
        assertThat(jdbc().sql("SELECT count(*) FROM event_store." + processor).query(Long.class).single())
                .isEqualTo(jdbc().sql("SELECT count(*) FROM event_store.domain_event").query(Long.class).single());
    }

    @ParameterizedTest
    @ValueSource(strings = {"acted", "folded"})
    void a_processors_token_covers_what_it_has_written_with_it(String processor) {
        List<Long> published = publish(1, one);

        await().untilAsserted(() -> assertThat(coverage(processor).covers(published.getLast())).isTrue());
        assertThat(jdbc().sql("SELECT count(*) FROM event_store." + processor + " WHERE global_index = ?")
                .param(published.getLast()).query(Long.class).single()).isOne();
    }

    @Test
    void the_token_moves_past_what_concerns_nobody() {
        List<Long> published = publish(3, one);

        await().untilAsserted(() -> assertThat(coverage("picky").covers(published.getLast())).isTrue());
        assertThat(listeners.picked).isEmpty();
    }

    @Test
    void what_follows_goes_on_where_it_was_left_on_another_node() {
        try (ConfigurableApplicationContext past = EventStoreContext.start(database, Alone.class)) {
            List<Long> published = publish(2, past);
            await().untilAsserted(() -> assertThat(coverage("alone").covers(published.getLast())).isTrue());
        }
        List<Long> later = publish(2, one);
        try (ConfigurableApplicationContext next = EventStoreContext.start(database, Alone.class)) {
            Alone alone = next.getBean(Alone.class);
            await().untilAsserted(() -> assertThat(alone.seen).containsAll(later));
            assertThat(alone.seen.getFirst()).isEqualTo(later.getFirst());
        }
    }

    @Test
    void an_event_reaches_a_processor_of_its_node_within_milliseconds() throws Exception {
        publish(1, one);
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            millis.add(millisUntilSeen(one));
        }

        assertThat(millis.stream().sorted().skip(10).findFirst().orElseThrow()).as("median of %s", millis).isLessThan(
                100);
    }

    @Test
    void an_event_of_another_node_reaches_it_with_the_next_look() throws Exception {
        assertThat(millisUntilSeen(two)).isLessThan(2_000);
    }

    @Test
    void what_a_handler_sends_bears_the_origin_of_the_event_that_it_handles() {
        List<Long> published = publish(1, one);

        await().until(() -> listeners.correlation.stream().anyMatch(data -> tenant.value().equals(data.get(
                Metadata.TENANT_ID))));
        assertThat(published).hasSize(1);
        assertThat(listeners.correlation.getLast()).containsEntry(Metadata.ACTOR_ID, "usr_test").containsKey(
                "correlationId");
    }

    @Test
    void every_event_of_both_nodes_gets_one_position_of_its_tenant() {
        List<Long> published = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            published.addAll(publish(2, one));
            published.addAll(publish(1, two));
        }

        await().untilAsserted(() -> assertThat(jdbc().sql(
                "SELECT global_index FROM event_store.tenant_log WHERE tenant_id = ?").param(tenant.value()).query(
                        Long.class)
                .list()).containsExactlyInAnyOrderElementsOf(published));
        assertThat(jdbc().sql("SELECT max(position) FROM event_store.tenant_log WHERE tenant_id = ?").param(tenant
                .value()).query(Integer.class).single()).isEqualTo(published.size());
    }

    @Test
    void two_nodes_of_one_machine_and_process_have_names_of_their_own() {
        List<String> owners = jdbc().sql("SELECT DISTINCT owner FROM event_store.token_entry WHERE owner IS NOT NULL")
                .query(String.class).list();

        assertThat(owners).noneMatch(owner -> owner.contains("@")).isNotEmpty();
    }

    private long millisUntilSeen(ConfigurableApplicationContext publisher) throws InterruptedException {
        long start = System.nanoTime();
        long index = publish(1, publisher).getFirst();
        while (!listeners.single.contains(index)) {
            Thread.sleep(1);
            assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(20).toNanos());
        }
        return (System.nanoTime() - start) / 1_000_000;
    }

    /** Publishes {@code count} events of one aggregate and returns their places in the log. */
    private List<Long> publish(int count, ConfigurableApplicationContext node) {
        ClientId client = ClientId.next();
        List<EventMessage<?>> messages = TestEvents.from(1, tenant, IntStream.range(0, count).mapToObj(
                i -> new ClientRenamed(client, "A", "B")).toArray(ClientRenamed[]::new));
        node.getBean(EventStore.class).publish(messages);
        return jdbc().sql("SELECT global_index FROM event_store.domain_event WHERE aggregate_id = ?").param(client
                .value()).query(Long.class).list();
    }

    private static TokenCoverage coverage(String processor) {
        Map<String, Object> row = jdbc().sql("SELECT token, token_type FROM event_store.token_entry "
                + "WHERE processor_name = ?").param(processor).query().singleRow();
        return TokenCoverage.parse((byte[]) row.get("token"), (String) row.get("token_type"));
    }

    private static JdbcClient jdbc() {
        return one.getBean(JdbcClient.class);
    }

    static class Listeners {

        private final List<List<RecordedEvent<?>>> acted = new CopyOnWriteArrayList<>();
        private final List<List<RecordedEvent<?>>> folded = new CopyOnWriteArrayList<>();
        private final List<Long> picked = new CopyOnWriteArrayList<>();
        private final List<Long> single = new CopyOnWriteArrayList<>();
        private final List<Map<String, Object>> correlation = new CopyOnWriteArrayList<>();
        private final AtomicInteger failures = new AtomicInteger();
        private volatile String failing = "";

        private List<List<RecordedEvent<?>>> batches(String processor) {
            return processor.equals("acted") ? acted : folded;
        }

        @Bean
        ProcessorRegistration acted(JdbcTemplate jdbc) {
            return ProcessorRegistration.ofBatches("acted", batch -> write("acted", batch, jdbc));
        }

        @Bean
        ProcessorRegistration folded(JdbcTemplate jdbc) {
            return ProcessorRegistration.folding("folded", batch -> write("folded", batch, jdbc));
        }

        private void write(String processor, List<RecordedEvent<?>> batch, JdbcTemplate jdbc) {
            batches(processor).add(batch);
            boolean fail = failing.equals(processor) && failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            for (RecordedEvent<?> event : batch) {
                jdbc.update("INSERT INTO event_store." + processor + " VALUES (?)", event.globalIndex());
                if (fail) {
                    throw new IllegalStateException("Half of a batch");
                }
            }
        }

        @Bean
        ProcessorRegistration picky() {
            return ProcessorRegistration.folding("picky", new BatchListener() {

                @Override
                public void handle(List<RecordedEvent<?>> batch) {
                    batch.forEach(event -> picked.add(event.globalIndex()));
                }

                @Override
                public boolean concerns(RecordedEvent<?> event) {
                    return false;
                }
            });
        }

        @Bean
        ProcessorRegistration single() {
            return ProcessorRegistration.ofEvents("single", event -> {
                correlation.add(Map.copyOf(CurrentUnitOfWork.get().getCorrelationData()));
                single.add(event.globalIndex());
            });
        }
    }

    static class Alone {

        private final List<Long> seen = new CopyOnWriteArrayList<>();

        @Bean
        ProcessorRegistration alone() {
            return ProcessorRegistration.folding("alone", batch -> batch.forEach(event -> seen.add(event
                    .globalIndex())));
        }
    }
}
