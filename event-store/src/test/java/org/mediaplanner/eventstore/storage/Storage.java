package org.mediaplanner.eventstore.storage;

import java.util.List;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.serialization.EventSerializer;
import org.mediaplanner.eventstore.serialization.EventTypes;
import org.mediaplanner.eventstore.serialization.FreeTexts;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.mediaplanner.eventstore.testing.TestEvents;
import org.mediaplanner.eventstore.vault.TestVault;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The storage on a database of its own, without an application around it. */
final class Storage {

    final TestDatabase database = TestDatabase.withEventStore();
    final DataSource dataSource = database.writer();
    final JdbcClient jdbc = JdbcClient.create(dataSource);
    final EventSerializer serializer = new EventSerializer(new EventTypes(DomainEvent.types()));
    final TestVault vault = new TestVault(database);
    final FreeTexts texts = new FreeTexts(serializer, vault.vault());
    final JdbcTransactionManager transactions = new JdbcTransactionManager(dataSource);
    final TransactionManager axonTransactions = new SpringTransactionManager(transactions);
    final AppendCounts counts = new AppendCounts();
    final EventUpcaster upcasters;
    final PostgresEventStorage events;
    final SharedPages pages;

    Storage(EventUpcaster... upcasters) {
        this.upcasters = new EventUpcasterChain(upcasters);
        this.events = on(dataSource);
        this.pages = pages(dataSource);
    }

    PostgresEventStorage on(DataSource source) {
        JdbcTemplate jdbc = new JdbcTemplate(source);
        JdbcClient client = JdbcClient.create(jdbc);
        return new PostgresEventStorage(new PostgresAggregateEvents(client, serializer, upcasters, texts),
                new Appender(jdbc, counts),
                new LogReader(client), serializer, decoder(), texts);
    }

    EventDecoder decoder() {
        return new EventDecoder(serializer, upcasters, texts);
    }

    SharedPages pages(DataSource source) {
        return new SharedPages(new LogReader(JdbcClient.create(source)), decoder());
    }

    void append(TenantId tenant, DomainEvent... first) {
        events.appendEvents(TestEvents.from(1, tenant, first));
    }

    void append(List<EventMessage<?>> messages) {
        events.appendEvents(messages);
    }

    TransactionTemplate transaction() {
        return new TransactionTemplate(transactions);
    }

    /** Runs {@code work} as the handling of a message with {@code metadata}. */
    static void handling(MetaData metadata, Consumer<MetaData> work) {
        DefaultUnitOfWork.startAndGet(new GenericMessage<>("command", metadata)).execute(() -> work.accept(metadata));
    }

    <T> T value(Class<T> type, String sql, Object... parameters) {
        return jdbc.sql(sql).params(parameters).query(type).single();
    }
}
