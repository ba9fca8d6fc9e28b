package org.mediaplanner.eventstore.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaplanner.events.Metadata;
import org.mediaplanner.events.client.ClientEvent.ClientArchived;
import org.mediaplanner.events.client.ClientEvent.ClientRenamed;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.performance.BatchId;
import org.mediaplanner.events.performance.PerformanceEvent.FxRatesRecorded;
import org.mediaplanner.events.identity.UuidV7;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.AppendedPosition;
import org.mediaplanner.eventstore.testing.TestEvents;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

class AppendTest {

    private static Storage storage;

    private final TenantId tenant = TenantId.next();
    private final ClientId client = ClientId.next();

    @BeforeAll
    static void open() {
        storage = new Storage();
    }

    @Test
    void a_version_that_another_append_took_is_a_conflict_that_may_be_tried_again() {
        long conflicts = storage.counts.conflicts();
        storage.append(tenant, new ClientRenamed(client, "A", "B"), new ClientRenamed(client, "B", "C"));

        assertThatExceptionOfType(ConcurrencyException.class).isThrownBy(() -> storage.append(TestEvents.from(2,
                tenant, new ClientRenamed(client, "B", "D")))).withMessageContaining(client.value());
        assertThat(storage.counts.conflicts()).isEqualTo(conflicts + 1);
    }

    @Test
    void a_stream_that_exists_cannot_be_begun_again() {
        storage.append(tenant, new ClientRenamed(client, "A", "B"));

        assertThatExceptionOfType(AggregateStreamCreationException.class).isThrownBy(() -> storage.append(tenant,
                new ClientRenamed(client, "A", "B")));
    }

    @Test
    void a_value_that_the_table_refuses_is_a_fault_and_no_conflict() {
        assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> storage.append(TestEvents
                .from(-5, tenant, new ClientArchived(client))));
    }

    @Test
    void a_text_that_no_read_model_could_hold_is_refused_before_it_is_history() {
        assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> storage.append(tenant,
                new ClientRenamed(client, "A", "B\u0000")));
    }

    @ParameterizedTest
    @ValueSource(strings = {Metadata.TENANT_ID, Metadata.ACTOR_ID, Metadata.ACTOR_TYPE, Metadata.REQUEST_ID})
    void an_event_that_does_not_say_whose_it_is_or_who_asked_is_refused(String missing) {
        EventMessage<?> message = new GenericDomainEventMessage<>("client", client.value(), 0, new ClientArchived(
                client), TestEvents.metadata(tenant).withoutKeys(Set.of(missing)));

        assertThatIllegalStateException().isThrownBy(() -> storage.append(List.of(message))).withMessageContaining(
                missing);
    }

    @Test
    void a_message_of_one_tenant_cannot_record_an_event_of_another() {
        TenantId other = TenantId.next();

        Storage.handling(TestEvents.metadata(tenant), metadata -> assertThatIllegalStateException().isThrownBy(
                () -> storage.append(other, new ClientArchived(client))).withMessageContaining(other.value()));
    }

    @Test
    void the_stores_clock_stamps_each_event_whatever_time_its_message_bears() {
        Instant longAgo = Instant.parse("2001-02-03T04:05:06.789Z");
        storage.append(List.of(new GenericDomainEventMessage<>("client", client.value(), 0, new GenericEventMessage<>(
                UuidV7.next().toString(), new ClientArchived(client), TestEvents.metadata(tenant), longAgo),
                () -> longAgo)));

        assertThat(row(Instant.class, "occurred_at")).isEqualTo(longAgo);
        assertThat(Duration.between(row(Instant.class, "recorded_at"), Instant.now()).abs()).isLessThan(Duration
                .ofMinutes(1));
    }

    @Test
    void no_java_name_is_stored() {
        storage.append(tenant, new ClientArchived(client));

        assertThat(row(String.class, "concat_ws(' ', aggregate_type, payload_type, payload_revision)")).isEqualTo(
                "client client.archived 1");
        assertThat(storage.value(Long.class, """
                SELECT count(*) FROM event_store.domain_event WHERE domain_event::text ~ 'mediaplanner|axonframework'
                """)).isZero();
    }

    @Test
    void the_tenant_stands_in_a_column_of_its_own() {
        storage.append(tenant, new ClientArchived(client));

        assertThat(row(String.class, "tenant_id")).isEqualTo(tenant.value());
    }

    @Test
    void ids_of_events_grow_with_time() {
        storage.append(tenant, new ClientArchived(client));

        assertThat(row(String.class, "event_id::text")).matches(".{14}7.*");
        assertThat(row(Instant.class, "uuid_extract_timestamp(event_id)")).isBetween(Instant.now().minusSeconds(60),
                Instant.now().plusSeconds(1));
    }

    @Test
    void facts_that_came_in_together_are_numbered_as_a_stream_of_their_own() {
        BatchId batch = BatchId.next();
        FxRatesRecorded event = new FxRatesRecorded(batch, List.of());
        storage.append(List.of(new GenericEventMessage<>(event, TestEvents.metadata(tenant)), new GenericEventMessage<>(
                event, TestEvents.metadata(tenant))));

        assertThat(storage.jdbc.sql("SELECT sequence_number FROM event_store.domain_event WHERE aggregate_id = ? "
                + "ORDER BY global_index").param(batch.value()).query(Long.class).list()).containsExactly(0L, 1L);
    }

    @Test
    void the_thread_that_appended_learns_the_place_of_its_last_event() throws Exception {
        AppendedPosition.Captured<String> captured = AppendedPosition.during(() -> {
            storage.append(tenant, new ClientRenamed(client, "A", "B"), new ClientRenamed(client, "B", "C"));
            return "done";
        });

        assertThat(captured.value()).isEqualTo("done");
        assertThat(captured.position()).hasValue(row(Long.class, "max(global_index)"));
        assertThat(AppendedPosition.during(() -> "nothing").position()).isEmpty();
    }

    @Test
    void a_call_within_a_call_tells_both_of_its_events() throws Exception {
        AppendedPosition.Captured<AppendedPosition.Captured<String>> outer = AppendedPosition.during(
                () -> AppendedPosition.during(() -> {
                    storage.append(tenant, new ClientArchived(client));
                    return "inner";
                }));

        assertThat(outer.position()).isEqualTo(outer.value().position()).isPresent();
    }

    @Test
    void an_event_keeps_what_its_message_says_of_its_origin() {
        storage.append(List.of(new GenericDomainEventMessage<>("client", client.value(), 0, new ClientArchived(client),
                TestEvents.metadata(tenant).mergedWith(MetaData.from(Map.of(Metadata.CAUSATION_ID, "evt_1"))))));

        assertThat(row(String.class, "metadata ->> 'causationId'")).isEqualTo("evt_1");
        assertThat(row(String.class, "metadata ->> 'actorId'")).isEqualTo("usr_test");
    }

    private <T> T row(Class<T> type, String column) {
        return storage.value(type, "SELECT " + column + " FROM event_store.domain_event WHERE aggregate_id = ?", client
                .value());
    }
}
