package org.mediaplanner.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Map;

import org.axonframework.common.IdentifierFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.axonframework.springboot.autoconfig.AxonTimeoutAutoConfiguration;
import org.axonframework.springboot.autoconfig.UpdateCheckerAutoConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mediaplanner.eventstore.serialization.EventSerializer;
import org.mediaplanner.eventstore.testing.EventStoreContext;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What Axon's auto-configuration gets wrong under Spring Boot 4, or switches on unasked, is right here. */
class EventStoreModuleTest {

    private static ConfigurableApplicationContext node;

    @BeforeAll
    static void start() {
        node = EventStoreContext.start(TestDatabase.create());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void transactions_are_those_of_the_database() {
        assertThat(node.getBean(TransactionManager.class)).isInstanceOf(SpringTransactionManager.class);
        assertThat(node.getBean(Configuration.class).getComponent(TransactionManager.class)).isInstanceOf(
                SpringTransactionManager.class);
    }

    @Test
    void events_go_to_the_store_whichever_way_axon_is_asked_for_it() {
        Configuration axon = node.getBean(Configuration.class);

        assertThat(node.getBean(EventBus.class)).isInstanceOf(EmbeddedEventStore.class).isSameAs(node.getBean(
                EventStore.class)).isSameAs(axon.eventBus()).isSameAs(axon.eventStore());
    }

    @Test
    void tokens_are_kept_in_the_database() {
        assertThat(node.getBeansOfType(TokenStore.class).values()).hasSize(1).hasOnlyElementsOfType(
                JdbcTokenStore.class);
    }

    @Test
    void the_identity_of_the_token_store_is_there_before_the_first_node_asks() {
        String migrated = node.getBean(JdbcClient.class).sql("""
                SELECT convert_from(token, 'UTF8')::jsonb #>> '{config,id}' FROM event_store.token_entry
                WHERE processor_name = '__config'
                """).query(String.class).single();

        assertThat(node.getBean(TransactionManager.class).fetchInTransaction(() -> node.getBean(TokenStore.class)
                .retrieveStorageIdentifier())).hasValue(migrated);
    }

    @Test
    void one_serializer_writes_everything_and_xstream_is_not_even_there() {
        Configuration axon = node.getBean(Configuration.class);

        assertThat(List.of(axon.serializer(), axon.eventSerializer(), axon.messageSerializer())).containsOnly(node
                .getBean("serializer", Serializer.class)).hasOnlyElementsOfType(EventSerializer.class);
        assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> Class.forName(
                "com.thoughtworks.xstream.XStream"));
    }

    @Test
    void a_message_hands_on_both_where_it_came_from_and_for_whom_it_is() {
        assertThat(node.getBeansOfType(CorrelationDataProvider.class).values()).hasAtLeastOneElementOfType(
                MessageOriginProvider.class).hasAtLeastOneElementOfType(SimpleCorrelationDataProvider.class);
    }

    @Test
    void ids_of_messages_grow_with_time_and_take_no_lock() {
        assertThat(IdentifierFactory.getInstance().generateIdentifier()).matches(".{14}7.{21}");
    }

    @Test
    void what_axon_switches_on_unasked_is_off_beside_what_the_application_leaves_out() {
        try (ConfigurableApplicationContext other = EventStoreContext.start(TestDatabase.create(), Map.of(
                "spring.autoconfigure.exclude", TaskExecutionAutoConfiguration.class.getName()))) {
            assertThat(ConditionEvaluationReport.get(other.getBeanFactory()).getExclusions()).contains(
                    TaskExecutionAutoConfiguration.class.getName(), AxonTimeoutAutoConfiguration.class.getName(),
                    UpdateCheckerAutoConfiguration.class.getName());
        }
        assertThat(System.getProperty("disable-axoniq-console-message")).isEqualTo("true");
    }

    @Test
    void connections_and_threads_are_bounded() {
        List<String> threads = Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();

        assertThat(node.getBean(HikariDataSource.class).getMaximumPoolSize()).isEqualTo(8);
        assertThat(threads).filteredOn(name -> name.startsWith("tenant-log")).isNotEmpty().hasSizeLessThanOrEqualTo(2);
    }
}
