package org.mediaplanner.eventstore.storage;

import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.Metadata;
import org.mediaplanner.eventstore.AggregateEvents;
import org.mediaplanner.eventstore.EventLog;
import org.mediaplanner.eventstore.AppendSignal;
import org.mediaplanner.eventstore.EventShapes;
import org.mediaplanner.eventstore.database.WithoutDatabase;
import org.mediaplanner.eventstore.serialization.EventSerializer;
import org.mediaplanner.eventstore.serialization.EventTypes;
import org.mediaplanner.eventstore.serialization.FreeTexts;
import org.mediaplanner.eventstore.token.NodeName;
import org.mediaplanner.eventstore.vault.Vault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Axon's parts, each declared here: what its auto-configuration finds under Spring Boot 4 depends on an order that is
 * broken, and it then silently takes no transactions and no store.
 */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    /** How soon another node takes over from one that died. */
    private static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(10);
    /** What a lost word of another node costs at most. */
    private static final Duration LOOK = Duration.ofMillis(250);

    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactionManager) {
        return new OwnTransactions(transactionManager);
    }

    @Bean
    EventTypes eventTypes() {
        return new EventTypes(DomainEvent.types());
    }

    /** The one serializer, for events, messages and all else; with it, nothing asks for XStream. */
    @Bean
    @Primary
    EventSerializer serializer(EventTypes types) {
        return new EventSerializer(types);
    }

    @Bean
    FreeTexts freeTexts(EventSerializer serializer, Vault vault) {
        return new FreeTexts(serializer, vault);
    }

    @Bean
    AppendCounts appendCounts() {
        return new AppendCounts();
    }

    @Bean
    Appender appender(JdbcTemplate jdbc, AppendCounts counts) {
        return new Appender(jdbc, counts);
    }

    @Bean
    AggregateEvents aggregateEvents(JdbcClient jdbc, Serializer serializer, List<EventUpcaster> upcasters,
            FreeTexts texts) {
        return new PostgresAggregateEvents(jdbc, serializer, new EventUpcasterChain(upcasters), texts);
    }

    @Bean
    LogReader logReader(JdbcClient jdbc) {
        return new LogReader(jdbc);
    }

    @Bean
    PostgresEventStorage eventStorageEngine(AggregateEvents aggregates, Appender appender, LogReader log,
            EventSerializer serializer, EventDecoder decoder, FreeTexts texts) {
        return new PostgresEventStorage(aggregates, appender, log, serializer, decoder, texts);
    }

    @Bean
    AppendGroups appendGroups(Appender appender, AppendSignal signal) {
        return new AppendGroups(appender, signal::here);
    }

    @Bean
    EventDecoder eventDecoder(EventSerializer serializer, List<EventUpcaster> upcasters, FreeTexts texts) {
        return new EventDecoder(serializer, new EventUpcasterChain(upcasters), texts);
    }

    @Bean
    EventLog eventLog(JdbcClient jdbc, EventDecoder decoder, EventSerializer serializer) {
        return new PostgresEventLog(jdbc, decoder, serializer);
    }

    @Bean
    EventShapes eventShapes(Serializer serializer, List<EventUpcaster> upcasters, Vault vault) {
        return new UpcastedShapes(serializer, new EventUpcasterChain(upcasters), vault);
    }

    @Bean
    SharedPages sharedPages(LogReader log, EventDecoder decoder) {
        return new SharedPages(log, decoder);
    }

    @Bean
    SignallingEventStore eventStore(PostgresEventStorage storage, SharedPages pages, AppendSignal signal) {
        return new SignallingEventStore(storage, pages, signal, LOOK);
    }

    @Bean
    ConnectionProvider connectionProvider(DataSource dataSource) {
        return new SpringDataSourceConnectionProvider(dataSource);
    }

    @Bean
    NodeName nodeName() {
        return NodeName.next();
    }

    @Bean
    TokenStore tokenStore(ConnectionProvider connections, Serializer serializer, NodeName node) {
        TokenSchema schema = TokenSchema.builder()
                .setTokenTable("event_store.token_entry")
                .setProcessorNameColumn("processor_name")
                .setTokenTypeColumn("token_type")
                .build();
        return JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(serializer)
                .schema(schema)
                .claimTimeout(CLAIM_TIMEOUT)
                .nodeId(node.value())
                .build();
    }

    @Bean
    CorrelationDataProvider messageOrigin() {
        return new MessageOriginProvider();
    }

    /** Whatever a handler sends or publishes is for the same tenant and on behalf of the same actor. */
    @Bean
    CorrelationDataProvider callerOfMessage() {
        return new SimpleCorrelationDataProvider(Metadata.TENANT_ID, Metadata.ACTOR_ID, Metadata.ACTOR_TYPE,
                Metadata.REQUEST_ID, Metadata.CAUSATION_ID, Metadata.COMMAND_TYPE, Metadata.TRACEPARENT);
    }

    /** Work that must not ask the database has no transaction either. */
    private static final class OwnTransactions extends SpringTransactionManager {

        OwnTransactions(PlatformTransactionManager transactions) {
            super(transactions);
        }

        @Override
        public Transaction startTransaction() {
            return WithoutDatabase.isDemanded()
                    ? NoTransactionManager.INSTANCE.startTransaction()
                    : super.startTransaction();
        }
    }
}
