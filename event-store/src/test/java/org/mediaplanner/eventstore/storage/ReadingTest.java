package org.mediaplanner.eventstore.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.ActorType;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.campaign.CampaignEvent;
import org.mediaplanner.events.client.ClientEvent;
import org.mediaplanner.events.client.ClientEvent.ClientArchived;
import org.mediaplanner.events.client.ClientEvent.ClientRenamed;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.performance.BatchId;
import org.mediaplanner.events.performance.PerformanceEvent.FxRatesRecorded;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.EventLog;
import org.mediaplanner.eventstore.EventShapes.OfTenant;
import org.mediaplanner.eventstore.EventShapes.Shape;
import org.mediaplanner.eventstore.EventShapes.Stored;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.eventstore.testing.EventSamples;
import org.mediaplanner.eventstore.testing.TestEvents;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Whichever way events are read, they come back as they were decided, old shapes brought up to date. */
class ReadingTest {

    private final TenantId tenant = TenantId.next();

    @Test
    void every_event_survives_the_table_unchanged() {
        Storage storage = new Storage();
        for (DomainEvent event : EventSamples.ALL) {
            TenantId someone = TenantId.next();
            storage.append(List.of(TestEvents.alone(someone, event)));
        }

        assertThat(log(storage).between(0, 100)).extracting(RecordedEvent::event).isEqualTo(EventSamples.ALL);
    }

    @Test
    void of_a_stretch_only_the_families_asked_for_are_read() {
        Storage storage = new Storage();
        for (DomainEvent event : EventSamples.ALL) {
            storage.append(List.of(TestEvents.alone(TenantId.next(), event)));
        }

        assertThat(log(storage).between(0, 100, List.of(CampaignEvent.class, FxRatesRecorded.class)))
                .extracting(RecordedEvent::event).isNotEmpty()
                .isEqualTo(EventSamples.ALL.stream().filter(
                        event -> event instanceof CampaignEvent || event instanceof FxRatesRecorded).toList());
        // What may become something else on its way through the upcasters is not left out.
        assertThat(storage.serializer.except(List.of(ClientEvent.class))).doesNotContain("client.renamed 1")
                .contains("campaign.launched 1").doesNotContain("campaign.launched 0");
    }

    @Test
    void a_recorded_event_tells_everything_about_itself() {
        Storage storage = new Storage();
        ClientId client = ClientId.next();
        List<EventMessage<?>> messages = TestEvents.from(1, tenant, new ClientRenamed(client, "A", "B"),
                new ClientArchived(client));
        storage.append(messages);

        RecordedEvent<?> event = log(storage).ofAggregate(tenant, client.value()).getLast();

        assertThat(event.event()).isEqualTo(new ClientArchived(client));
        assertThat(event.tenantId()).isEqualTo(tenant);
        assertThat(event.globalIndex()).isEqualTo(2);
        assertThat(event.aggregateId()).isEqualTo(client.value());
        assertThat(event.aggregateVersion()).isEqualTo(2);
        assertThat(event.eventId()).hasToString(messages.getLast().getIdentifier());
        assertThat(event.type()).isEqualTo("client.archived");
        assertThat(event.revision()).isEqualTo(1);
        assertThat(event.actorType()).isEqualTo(ActorType.USER);
        assertThat(event.actorId()).isEqualTo("usr_test");
        assertThat(event.requestId()).isEqualTo("req_test");
        assertThat(event.causationId()).isNull();
        assertThat(event.recordedAt()).isAfterOrEqualTo(log(storage).between(0, 1).getFirst().recordedAt());
        assertThat(log(storage).ofAggregate(TenantId.next(), client.value())).isEmpty();
    }

    @Test
    void the_log_is_read_page_by_page() {
        Storage storage = new Storage();
        IntStream.range(0, 5).forEach(i -> storage.append(tenant, new ClientArchived(ClientId.next())));

        assertThat(log(storage).between(0, 2)).extracting(RecordedEvent::globalIndex).containsExactly(1L, 2L);
        assertThat(log(storage).between(2, 4)).extracting(RecordedEvent::globalIndex).containsExactly(3L, 4L);
        assertThat(log(storage).between(5, 7)).isEmpty();
    }

    @Test
    void nothing_is_settled_while_a_writer_may_still_fill_a_hole() {
        Storage storage = new Storage();
        storage.append(tenant, new ClientArchived(ClientId.next()));
        assertThat(log(storage).settledIndex()).isZero();

        insert(storage, "client.archived", 1, "{\"clientId\": \"" + ClientId.next() + "\"}");
        assertThat(log(storage).settledIndex()).isEqualTo(2);
    }

    @Test
    void an_event_of_an_old_shape_is_read_in_the_new_one() {
        Storage storage = new Storage(new RatesGotASource());
        insert(storage, "fx-rates.recorded", 0, """
                {"batchId": "prf_0198c0de-0000-7000-8000-000000000001", "rates":
                 [{"from": "EUR", "to": "USD", "date": "2020-01-01", "rate": 1.08430}]}""");

        FxRatesRecorded read = (FxRatesRecorded) log(storage).between(0, 1).getFirst().event();

        assertThat(read.batchId()).isEqualTo(BatchId.of("prf_0198c0de-0000-7000-8000-000000000001"));
        assertThat(read.rates().getFirst().source()).isEqualTo("UNKNOWN");
        assertThat(read.rates().getFirst().rate()).isEqualByComparingTo("1.0843").hasScaleOf(5);
        assertThat(storage.events.readEvents(null, false).findFirst().orElseThrow().getPayload())
                .isEqualTo(read);
    }

    @Test
    void an_old_shape_that_nobody_brings_up_to_date_stops_the_reader() {
        Storage storage = new Storage();
        insert(storage, "fx-rates.recorded", 0, "{}");

        assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> log(storage).between(0, 1));
    }

    @Test
    void what_is_passed_on_as_json_is_upcast_and_keeps_what_nobody_here_knows() {
        Storage storage = new Storage();
        Stored old = stored("fx-rates.recorded", 0, """
                {"rates": [{"rate": 1.08430}], "later": {"a": 0.0000001}}""");

        Shape newest = shapes(storage, new EventUpcasterChain(new RatesGotASource())).newest(old);

        assertThat(newest.type()).isEqualTo("fx-rates.recorded");
        assertThat(newest.revision()).isEqualTo(1);
        assertThat(newest.data().at("/rates/0/source").asString()).isEqualTo("UNKNOWN");
        assertThat(newest.data().at("/rates/0/rate").decimalValue()).isEqualTo("1.08430");
        assertThat(newest.data().at("/later/a").decimalValue()).isEqualTo("0.0000001");
        assertThat(shapes(storage, storage.upcasters).newest(old).revision()).isZero();
    }

    private OfTenant shapes(Storage storage, EventUpcaster upcasters) {
        return new UpcastedShapes(storage.serializer, upcasters, storage.vault.vault()).of(tenant);
    }

    private static Stored stored(String type, int revision, String payload) {
        return new Stored("x", "x-1", 1, UUID.randomUUID(), type, revision, payload, "{}", Instant.EPOCH);
    }

    private static EventLog log(Storage storage) {
        return new PostgresEventLog(storage.jdbc, storage.decoder(), storage.serializer);
    }

    /** A row that an earlier release wrote, longer ago than any transaction lasts. */
    private void insert(Storage storage, String type, int revision, String payload) {
        JdbcClient.create(storage.database.owner()).sql("""
                INSERT INTO event_store.domain_event (tenant_id, aggregate_id, sequence_number, aggregate_type,
                    event_id, payload_type, payload_revision, payload, metadata, occurred_at, recorded_at)
                VALUES (:tenant, gen_random_uuid(), 0, 'x', gen_random_uuid(), :type, :revision, :payload::jsonb,
                    jsonb_build_object('tenantId', :tenant, 'actorId', 'a', 'actorType', 'USER', 'requestId', 'r'),
                    now(), now() - interval '70 s')
                """).param("tenant", tenant.value()).param("type", type).param("revision", revision).param("payload",
                payload).update();
    }

    /** As the source of a rate would have come with a later release. */
    private static final class RatesGotASource extends SingleEventUpcaster {

        private static final String TYPE = "fx-rates.recorded";

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return event.getType().equals(new SimpleSerializedType(TYPE, "0"));
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(new SimpleSerializedType(TYPE, "1"), JsonNode.class,
                    RatesGotASource::withSource);
        }

        private static JsonNode withSource(JsonNode payload) {
            payload.get("rates").forEach(rate -> ((ObjectNode) rate).put("source", "UNKNOWN"));
            return payload;
        }
    }
}
