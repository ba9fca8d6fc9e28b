package org.mediaplanner.eventstore.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.Metadata;
import org.mediaplanner.events.client.ClientEvent;
import org.mediaplanner.events.client.ClientEvent.ClientRenamed;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.AppendSignal;
import org.mediaplanner.eventstore.testing.TestEvents;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A command through Axon's bus, repository and aggregate, down to the database. */
class CommandTest {

    private final Storage storage = new Storage();
    private final CountingDataSource database = new CountingDataSource(storage.dataSource);
    private final TenantId tenant = TenantId.next();
    private final ClientId client = ClientId.next();
    private DefaultCommandGateway commands;

    @BeforeEach
    void wire() {
        SignallingEventStore store = new SignallingEventStore(storage.on(database), storage.pages, new AppendSignal(),
                Duration.ofMillis(250));
        CommandBus bus = SimpleCommandBus.builder().transactionManager(new SpringTransactionManager(
                new JdbcTransactionManager(database))).build();
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(new StorageConfiguration().callerOfMessage(),
                new MessageOriginProvider()));
        AggregateAnnotationCommandHandler.<TestClient>builder().aggregateType(TestClient.class).repository(
                EventSourcingRepository.builder(TestClient.class).eventStore(store).build()).build().subscribe(bus);
        commands = DefaultCommandGateway.builder().commandBus(bus).build();
        send(tenant, new Create(client.value()));
        send(tenant, new Rename(client.value(), "B"));
        database.calls.clear();
    }

    @Test
    void a_command_costs_one_read_and_one_write_in_one_transaction() {
        send(tenant, new Rename(client.value(), "C"));

        assertThat(database.calls).containsExactly("SELECT", "INSERT", "COMMIT");
    }

    @Test
    void a_command_that_changes_nothing_writes_nothing() {
        send(tenant, new Rename(client.value(), "B"));

        assertThat(database.calls).containsExactly("SELECT", "COMMIT");
    }

    @Test
    void another_tenants_aggregate_does_not_exist() {
        assertThatExceptionOfType(AggregateNotFoundException.class).isThrownBy(() -> send(TenantId.next(), new Rename(
                client.value(), "C")));
        assertThat(storage.value(Long.class, "SELECT count(*) FROM event_store.domain_event")).isEqualTo(2);
    }

    @Test
    void an_aggregate_cannot_be_read_without_a_tenant() {
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> commands.sendAndWait(
                new Rename(client.value(), "C")));
    }

    @Test
    void an_event_bears_what_its_command_bore_and_the_command_itself() {
        Map<String, Object> metadata = storage.events.readEvents(null, false).toList().getLast().getMetaData();

        assertThat(metadata).containsEntry(Metadata.TENANT_ID, tenant.value()).containsEntry(Metadata.ACTOR_ID,
                "usr_test").containsEntry(Metadata.REQUEST_ID, "req_test").containsKeys("correlationId", "traceId");
    }

    private void send(TenantId tenant, Object command) {
        commands.sendAndWait(new GenericCommandMessage<>(command, TestEvents.metadata(tenant)));
    }

    record Create(@TargetAggregateIdentifier String id) {}

    record Rename(@TargetAggregateIdentifier String id, String name) {}

    static class TestClient {

        @AggregateIdentifier
        @SuppressWarnings("UnusedVariable") // Axon reads it
        private @Nullable String id;
        private String name = "";

        @CommandHandler
        @CreationPolicy(AggregateCreationPolicy.ALWAYS)
        void handle(Create create) {
            AggregateLifecycle.apply(new ClientEvent.ClientCreated(ClientId.of(create.id), "A", null, List.of()));
        }

        @CommandHandler
        void handle(Rename rename) {
            if (!name.equals(rename.name)) {
                AggregateLifecycle.apply(new ClientRenamed(ClientId.of(rename.id), name, rename.name));
            }
        }

        @EventSourcingHandler
        void on(ClientEvent.ClientCreated event) {
            id = event.clientId().value();
            name = event.name();
        }

        @EventSourcingHandler
        void on(ClientRenamed event) {
            name = event.after();
        }
    }
}
