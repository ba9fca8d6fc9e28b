package org.mediaplanner.eventstore.processing;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.client.ClientEvent.ClientArchived;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.testing.EventStoreContext;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.mediaplanner.eventstore.testing.TestEvents;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

class OutageTest {

    @Test
    void a_node_that_lost_its_database_goes_on_within_seconds_of_its_return() {
        TestDatabase database = TestDatabase.create();
        try (ConfigurableApplicationContext node = EventStoreContext.start(database)) {
            publish(node);
            await().until(() -> positions(node) == 1);

            database.goAway();
            Instant end = Instant.now().plusSeconds(4);
            while (Instant.now().isBefore(end)) {
                assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> publish(node));
            }
            database.comeBack();

            await().atMost(Duration.ofSeconds(5)).ignoreExceptions().until(() -> {
                publish(node);
                return true;
            });
            await().atMost(Duration.ofMillis(SegmentWatch.EVERY_MILLIS + 2_000)).until(() -> positions(node) == 2);
        }
    }

    private static void publish(ConfigurableApplicationContext node) {
        node.getBean(EventStore.class).publish(TestEvents.from(1, TenantId.next(), new ClientArchived(ClientId
                .next())));
    }

    private static long positions(ConfigurableApplicationContext node) {
        return node.getBean(JdbcClient.class).sql("SELECT count(*) FROM event_store.tenant_log").query(Long.class)
                .single();
    }
}
