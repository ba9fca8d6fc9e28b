package org.mediaplanner.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;

import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.client.ClientEvent.ClientArchived;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.testing.EventStoreContext;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.mediaplanner.eventstore.testing.TestEvents;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class EventStoreModuleTest {

    @Test
    void a_node_has_real_transactions_and_a_real_store_and_numbers_what_it_appends() throws Exception {
        try (ConfigurableApplicationContext node = EventStoreContext.start(TestDatabase.create())) {
            assertThat(node.getBean(TransactionManager.class)).isInstanceOf(SpringTransactionManager.class);
            assertThat(node.getBean(EventBus.class)).isInstanceOf(EmbeddedEventStore.class);

            TenantId tenant = TenantId.next();
            long start = System.nanoTime();
            node.getBean(EventStore.class).publish(TestEvents.from(1, tenant, new ClientArchived(ClientId.next())));
            JdbcClient jdbc = node.getBean(JdbcClient.class);
            while (jdbc.sql("SELECT count(*) FROM event_store.tenant_log").query(Long.class).single() == 0) {
                Thread.sleep(1);
                assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(20));
            }
            System.out.println("ms " + (System.nanoTime() - start) / 1e6);
            assertThat(node.getBean(EventLog.class).after(0, 10)).hasSize(1);
        }
    }
}
