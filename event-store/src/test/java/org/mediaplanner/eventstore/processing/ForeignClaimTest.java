package org.mediaplanner.eventstore.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.client.ClientEvent.ClientArchived;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.storage.SharedPages;
import org.mediaplanner.eventstore.testing.EventStoreContext;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.mediaplanner.eventstore.testing.TestEvents;
import org.mediaplanner.eventstore.token.NodeName;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What another node has is asked for now and then, however much is written meanwhile. */
class ForeignClaimTest {

    private static final int EVENTS = 50;

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void events_are_no_reason_to_ask_for_a_claim_again() throws Exception {
        try (ConfigurableApplicationContext node = EventStoreContext.start(TestDatabase.create())) {
            PlatformTransactionManager transactions = node.getBean(PlatformTransactionManager.class);
            TransactionTemplate transaction = new TransactionTemplate(transactions);
            LogFollower follower = new LogFollower("foreign", batch -> {
            }, node.getBean(SharedPages.class), new Claim("foreign", held(), transaction),
                    new PageTransaction(transaction, node.getBean(JdbcClient.class), true), passed(node),
                    new Semaphore(1),
                    new ProcessorFaults(node.getBean(JdbcTemplate.class), transactions));
            Thread thread = Thread.ofVirtual().start(follower);
            TenantId tenant = TenantId.next();

            long begin = System.nanoTime();
            IntStream.range(0, EVENTS).forEach(i -> node.getBean(EventStore.class)
                    .publish(TestEvents.from(1, tenant, new ClientArchived(ClientId.next()))));
            long seconds = 1 + (System.nanoTime() - begin) / 1_000_000_000;
            follower.stop();
            thread.join();

            assertThat(asked.get()).isBetween(1, (int) seconds);
        }
    }

    private static PassedTokens passed(ConfigurableApplicationContext node) {
        return new PassedTokens(node.getBean(JdbcClient.class), node.getBean(Serializer.class),
                node.getBean(NodeName.class), Executors.newSingleThreadScheduledExecutor());
    }

    /** Every processor is another node's. */
    private TokenStore held() {
        return (TokenStore) Proxy.newProxyInstance(TokenStore.class.getClassLoader(), new Class<?>[]{TokenStore.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "fetchSegments" -> new int[]{0};
                    case "fetchToken" -> {
                        asked.incrementAndGet();
                        throw new UnableToClaimTokenException("held by another node");
                    }
                    default -> throw new IllegalStateException(method.getName());
                });
    }
}
