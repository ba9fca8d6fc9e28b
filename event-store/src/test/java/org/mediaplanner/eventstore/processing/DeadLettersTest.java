package org.mediaplanner.eventstore.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.client.ClientEvent.ClientRenamed;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.eventstore.processing.DeadLetter.State;
import org.mediaplanner.eventstore.processing.ProcessorStates.ProcessorState;
import org.mediaplanner.eventstore.testing.EventStoreContext;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.mediaplanner.eventstore.testing.TestEvents;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;

/** A listener that cannot handle every event, and what becomes of the others. */
class DeadLettersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BY = "usr_operator";

    private static ConfigurableApplicationContext node;
    private static Fragile fragile;

    private final TenantId tenant = TenantId.next();

    @BeforeAll
    static void start() {
        TestDatabase database = TestDatabase.withEventStore();
        new JdbcTemplate(database.owner()).execute("""
                CREATE TABLE event_store.handled (nr bigint GENERATED ALWAYS AS IDENTITY, aggregate_id text NOT NULL,
                    version bigint NOT NULL CHECK (version <> 66), PRIMARY KEY (aggregate_id, version));
                CREATE TABLE event_store.steady (global_index bigint)
                """);
        node = EventStoreContext.start(database, Fragile.class);
        fragile = node.getBean(Fragile.class);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void everything_works() {
        fragile.broken.clear();
        fragile.away.set(0);
    }

    @Test
    void an_event_that_fails_and_later_ones_of_its_aggregate_are_parked_and_the_others_go_on() {
        ClientId bad = ClientId.next();
        ClientId good = ClientId.next();
        fragile.broken.add(bad.value() + "/2");

        publish(bad, 1, 3);
        publish(good, 1, 2);

        await().atMost(PATIENCE).until(() -> handled(good).equals(List.of(1L, 2L)));
        assertThat(handled(bad)).containsExactly(1L);
        publish(bad, 4, 1);
        await().atMost(PATIENCE).until(() -> letters().size() == 3);
        assertThat(letters()).extracting(DeadLetter::aggregateId).containsOnly(bad.value());
        assertThat(letters()).extracting(DeadLetter::attempts).containsExactly(ParkingListener.ATTEMPTS + 1, 0, 0);
        assertThat(letters().getFirst().error()).isEqualTo("IllegalStateException: Version 2 breaks it");
        assertThat(state("fragile").fault()).isNull();
        assertThat(letters()).allSatisfy(letter -> assertThat(letter.position()).isPositive());
    }

    @Test
    void a_retry_handles_the_aggregate_in_order_up_to_what_still_fails() {
        ClientId client = ClientId.next();
        fragile.broken.addAll(Set.of(client.value() + "/1", client.value() + "/3"));
        publish(client, 1, 4);
        await().atMost(PATIENCE).until(() -> letters().size() == 4);

        DeadLetter still = deadLetters().retry(letters().getFirst().id(), BY).orElseThrow();
        assertThat(still.state()).isEqualTo(State.PARKED);
        assertThat(still.attempts()).isEqualTo(ParkingListener.ATTEMPTS + 2);

        fragile.broken.remove(client.value() + "/1");
        // Whichever letter of the aggregate is named, the first comes first.
        deadLetters().retry(letters().get(2).id(), BY);
        assertThat(handled(client)).containsExactly(1L, 2L);
        assertThat(letters()).hasSize(2);

        fragile.broken.clear();
        assertThat(deadLetters().retry(letters().getFirst().id(), BY).orElseThrow().state()).isEqualTo(State.RETRIED);
        assertThat(handled(client)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(letters()).isEmpty();
        publish(client, 5, 1);
        await().atMost(PATIENCE).until(() -> handled(client).contains(5L));
        assertThat(deadLetters().retry(still.id(), BY)).isEmpty();
    }

    @Test
    void a_value_that_a_table_refuses_is_the_events_fault_and_can_be_dismissed() {
        ClientId client = ClientId.next();
        publish(client, 66, 1);
        publish(client, 67, 1);
        await().atMost(PATIENCE).until(() -> letters().size() == 2);

        DeadLetter dismissed = deadLetters().dismiss(letters().getFirst().id(), "Nobody needs it", BY).orElseThrow();

        assertThat(dismissed.state()).isEqualTo(State.DISMISSED);
        assertThat(dismissed.reason()).isEqualTo("Nobody needs it");
        assertThat(deadLetters().dismissed("fragile")).contains(dismissed.globalIndex());
        deadLetters().retry(letters().getFirst().id(), BY);
        assertThat(handled(client)).containsExactly(67L);
        assertThat(letters()).isEmpty();
    }

    @Test
    void a_failure_of_the_database_parks_nothing_however_often_it_comes() {
        ClientId client = ClientId.next();
        fragile.away.set(ParkingListener.ATTEMPTS + 2);
        publish(client, 1, 1);

        await().atMost(Duration.ofSeconds(60)).until(() -> handled(client).equals(List.of(1L)));
        assertThat(letters()).isEmpty();
        assertThat(fragile.away).hasValueLessThanOrEqualTo(0);
    }

    @Test
    void a_paused_processor_handles_nothing_on_any_node_until_it_may_go_on() {
        ClientId client = ClientId.next();
        ProcessorPause pause = node.getBean(ProcessorPause.class);
        publish(client, 1, 1);
        await().atMost(PATIENCE).until(() -> handled(client).size() == 1);

        assertThat(pause.pause("fragile")).isTrue();
        assertThat(pause.pause("fragile")).isFalse();
        publish(client, 2, 1);
        await().pollDelay(Duration.ofSeconds(3)).until(() -> state("fragile").paused());
        assertThat(handled(client)).hasSize(1);
        assertThat(state("fragile").lag()).isPositive();

        assertThat(pause.resume("fragile")).isTrue();
        assertThat(pause.resume("fragile")).isFalse();
        await().atMost(PATIENCE).until(() -> handled(client).size() == 2);
        assertThat(state("fragile").paused()).isFalse();
    }

    @Test
    void a_processor_without_dead_letters_stops_and_says_why_until_it_is_past() {
        fragile.steadyBreaks = true;
        publish(ClientId.next(), 1, 1);

        await().atMost(PATIENCE).until(() -> state("steady").fault() != null);
        assertThat(Objects.requireNonNull(state("steady").fault())).isEqualTo("IllegalStateException: Not today");
        fragile.steadyBreaks = false;
        await().atMost(PATIENCE).until(() -> state("steady").fault() == null);
    }

    @Test
    void a_fault_that_passed_by_itself_is_taken_back_without_another_event() {
        publish(ClientId.next(), 1, 1);
        await().atMost(PATIENCE).until(() -> state("fragile").lag() == 0);

        ProcessorFaults faults = node.getBean(ProcessorFaults.class);
        IntStream.range(0, 3).forEach(i -> faults.note("fragile", new IllegalStateException("Away for a moment")));
        await().atMost(PATIENCE).until(() -> state("fragile").fault() == null);
    }

    @Test
    void that_the_database_is_away_is_no_fault_of_a_processor() {
        ProcessorFaults faults = node.getBean(ProcessorFaults.class);
        IntStream.range(0, 3).forEach(i -> faults.note("steady",
                new CannotCreateTransactionException("away", new SQLTransientConnectionException("late"))));
        assertThat(state("steady").fault()).isNull();
    }

    private void publish(ClientId client, long version, int count) {
        List<EventMessage<?>> messages = new ArrayList<>();
        IntStream.range(0, count).forEach(i -> messages.addAll(TestEvents.from(version + i, tenant,
                new ClientRenamed(client, "A", "B"))));
        node.getBean(EventStore.class).publish(messages);
    }

    private List<DeadLetter> letters() {
        return deadLetters().parked(tenant, null, 100);
    }

    private static DeadLetters deadLetters() {
        return node.getBean(DeadLetters.class);
    }

    private static List<Long> handled(ClientId client) {
        return node.getBean(JdbcClient.class).sql("SELECT version FROM event_store.handled WHERE aggregate_id = ? "
                + "ORDER BY nr").param(client.value()).query(Long.class).list();
    }

    private static ProcessorState state(String processor) {
        return node.getBean(ProcessorStates.class).all().stream().filter(state -> state.processor().equals(processor))
                .findFirst().orElseThrow();
    }

    static class Fragile {

        private final Set<String> broken = ConcurrentHashMap.newKeySet();
        private final AtomicInteger away = new AtomicInteger();
        private volatile boolean steadyBreaks;

        @Bean
        ProcessorRegistration fragile(JdbcTemplate jdbc) {
            return ProcessorRegistration.foldingWithDeadLetters("fragile", batch -> batch.forEach(
                    event -> handle(jdbc, event)));
        }

        private void handle(JdbcTemplate jdbc, RecordedEvent<?> event) {
            jdbc.update("INSERT INTO event_store.handled (aggregate_id, version) VALUES (?, ?)", event.aggregateId(),
                    event.aggregateVersion());
            if (away.getAndDecrement() > 0) {
                throw new QueryTimeoutException("The database is slow");
            }
            if (broken.contains(event.aggregateId() + "/" + event.aggregateVersion())) {
                throw new IllegalStateException("Version " + event.aggregateVersion() + " breaks it");
            }
        }

        @Bean
        ProcessorRegistration steady(JdbcTemplate jdbc) {
            return ProcessorRegistration.ofBatches("steady", batch -> {
                if (steadyBreaks) {
                    throw new IllegalStateException("Not today");
                }
                batch.forEach(event -> jdbc.update("INSERT INTO event_store.steady VALUES (?)", event.globalIndex()));
            });
        }
    }
}
