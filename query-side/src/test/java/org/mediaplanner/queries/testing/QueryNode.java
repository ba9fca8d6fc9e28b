package org.mediaplanner.queries.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.processing.ProcessorRegistration;
import org.mediaplanner.eventstore.testing.EventStoreContext;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.mediaplanner.eventstore.testing.TestEvents;
import org.mediaplanner.queries.Queries;
import org.mediaplanner.queries.Queries.Answer;
import org.mediaplanner.queries.Query;
import org.mediaplanner.queries.QuerySideModule;
import org.mediaplanner.queries.reading.Progress;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A node that remembers, on a database of its own that all tests of the module share; each test has its own tenants.
 * Its readers have two connections, so that every test also shows that they are handed on cleanly.
 */
public final class QueryNode {

    public static final TestDatabase DATABASE = TestDatabase.create();
    public static final ConfigurableApplicationContext CONTEXT = EventStoreContext.start(DATABASE,
            QuerySideModule.class, TwoReaders.class, AnswersInMemory.class);

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Map<String, Long> VERSIONS = new ConcurrentHashMap<>();

    private QueryNode() {}

    @Configuration(proxyBeanMethods = false)
    @PropertySource("classpath:two-readers.properties")
    static class TwoReaders {}

    public static Queries queries() {
        return CONTEXT.getBean(Queries.class);
    }

    /** As the writer, who sees all tenants. */
    public static JdbcClient jdbc() {
        return CONTEXT.getBean(JdbcClient.class);
    }

    /** As the owner of the tables, without a pool. */
    public static JdbcTemplate owner() {
        var login = DATABASE.properties().ownerLogin();
        return new JdbcTemplate(new DriverManagerDataSource(DATABASE.url(), login.username(), login.password()));
    }

    /** Appends {@code events} in one transaction, each as the next of its aggregate. */
    public static void publish(TenantId tenant, DomainEvent... events) {
        publish(tenant, List.of(events));
    }

    public static void publish(TenantId tenant, List<? extends DomainEvent> events) {
        List<EventMessage<?>> messages = new ArrayList<>();
        events.forEach(event -> messages.addAll(
                TestEvents.from(VERSIONS.merge(event.streamId(), 1L, Long::sum), tenant, event)));
        CONTEXT.getBean(EventStore.class).publish(messages);
    }

    /** The place of the tenant's last event in the log. */
    public static long position(TenantId tenant) {
        return jdbc().sql("SELECT coalesce(max(global_index), 0) FROM event_store.domain_event WHERE tenant_id = ?")
                .param(tenant.value()).query(Long.class).single();
    }

    public static Set<String> processors() {
        return CONTEXT.getBeansOfType(ProcessorRegistration.class).values().stream().map(ProcessorRegistration::name)
                .collect(Collectors.toSet());
    }

    /** Waits until every processor has {@code tenant}'s last event behind it. */
    public static void settle(TenantId tenant) {
        long position = position(tenant);
        Progress progress = CONTEXT.getBean(Progress.class);
        await().pollDelay(Duration.ZERO).atMost(PATIENCE).until(
                () -> progress.covers(tenant, processors(), position).blockOptional().orElse(false));
    }

    /** The answer that covers all that {@code tenant} has published, where there is one. */
    public static <R> Optional<R> find(TenantId tenant, Query<R> query) {
        settle(tenant);
        Optional<Answer<R>> answer = queries().ask(tenant, query, position(tenant)).blockOptional(PATIENCE);
        answer.ifPresent(found -> assertThat(found.caughtUp()).isTrue());
        return answer.map(Answer::value);
    }

    public static <R> R ask(TenantId tenant, Query<R> query) {
        return find(tenant, query).orElseThrow();
    }
}
