package org.mediaplanner.queries.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.EventLog;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.eventstore.processing.ProcessorStates;
import org.mediaplanner.eventstore.testing.EventStoreContext;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.mediaplanner.eventstore.testing.TestEvents;
import org.mediaplanner.queries.QuerySideModule;
import org.mediaplanner.queries.projection.Projector;
import org.mediaplanner.queries.projection.ReadModel;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Nodes on a database of their own, in which tables change places. */
final class RebuildNodes implements AutoCloseable {

    /** Other than what is proved cuts it into. */
    private static final int PAGE = 777;
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestDatabase database = TestDatabase.create();
    private final List<ConfigurableApplicationContext> nodes = new ArrayList<>();
    private final Map<String, Long> versions = new ConcurrentHashMap<>();

    /** Starts one more; the first is the one that is asked. */
    RebuildNodes start() {
        nodes.add(EventStoreContext.start(database, QuerySideModule.class));
        return this;
    }

    ConfigurableApplicationContext node(int number) {
        return nodes.get(number);
    }

    <T> T bean(Class<T> type) {
        return nodes.getFirst().getBean(type);
    }

    Rebuilds rebuilds() {
        return bean(Rebuilds.class);
    }

    JdbcTemplate owner() {
        return new JdbcTemplate(database.owner());
    }

    TestDatabase database() {
        return database;
    }

    /** Appends {@code events} in one transaction, each as the next of its aggregate. */
    void publish(TenantId tenant, List<? extends DomainEvent> events) {
        List<EventMessage<?>> messages = new ArrayList<>();
        events.forEach(event -> messages.addAll(
                TestEvents.from(versions.merge(event.streamId(), 1L, Long::sum), tenant, event)));
        bean(EventStore.class).publish(messages);
    }

    /** Waits until every processor that is not paused has the newest event behind it. */
    void settle() {
        await().atMost(PATIENCE).until(() -> bean(ProcessorStates.class).all().stream()
                .allMatch(state -> state.paused() || state.lag() == 0));
    }

    void awaitEnd(String projection) {
        await().atMost(PATIENCE).until(() -> rebuilds().find(projection).isEmpty());
    }

    Rebuild awaitPhase(String projection, Rebuild.Phase phase) {
        await().atMost(PATIENCE).until(() -> rebuilds().find(projection).map(Rebuild::phase)
                .filter(phase::equals).isPresent());
        return rebuilds().find(projection).orElseThrow();
    }

    ReadModel model(String projection) {
        return bean(Projector.class).find(projection).orElseThrow();
    }

    /** Checks that the live table of {@code model} is what folding the whole log gives. */
    void assertIsTheFoldOfTheLog(ReadModel model) {
        JdbcTemplate owner = owner();
        owner.execute("CREATE SCHEMA IF NOT EXISTS refold");
        owner.execute("DROP TABLE IF EXISTS refold." + model.table());
        owner.execute("CREATE TABLE refold.%1$s (LIKE query_side.%1$s INCLUDING ALL)".formatted(model.table()));
        try {
            List<RecordedEvent<?>> log = bean(EventLog.class).between(0, Long.MAX_VALUE);
            for (int from = 0; from < log.size(); from += PAGE) {
                model.into("refold", owner).handle(log.subList(from, Math.min(log.size(), from + PAGE)));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        String live = "SELECT to_jsonb(t)::text FROM query_side." + model.table() + " t";
        String again = "SELECT to_jsonb(t)::text FROM refold." + model.table() + " t";
        assertThat(owner.queryForList(live + " EXCEPT ALL " + again, String.class)).as("only live: " + model.table())
                .isEmpty();
        assertThat(owner.queryForList(again + " EXCEPT ALL " + live, String.class))
                .as("only folded: " + model.table()).isEmpty();
    }

    /** How {@code table} is made: columns, keys, indexes, rights, policies, storage. */
    List<String> shape(String table) {
        return owner().queryForList(
                """
                        SELECT 'column ' || attname || format_type(atttypid, atttypmod) || attnotnull || attnum
                          FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0
                        UNION ALL SELECT 'index ' || pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = ?::regclass
                        UNION ALL SELECT 'constraint ' || conname || pg_get_constraintdef(oid) FROM pg_constraint
                         WHERE conrelid = ?::regclass
                        UNION ALL SELECT 'policy ' || polname || polcmd::text || polroles::text || pg_get_expr(polqual, polrelid)
                               || coalesce(pg_get_expr(polwithcheck, polrelid), '') FROM pg_policy WHERE polrelid = ?::regclass
                        UNION ALL SELECT 'right ' || granted::text FROM pg_class, aclexplode(relacl) granted
                         WHERE oid = ?::regclass
                        UNION ALL SELECT 'table ' || relrowsecurity || relforcerowsecurity || coalesce(reloptions::text, '')
                          FROM pg_class WHERE oid = ?::regclass
                        ORDER BY 1
                        """,
                String.class, table, table, table, table, table, table);
    }

    @Override
    public void close() {
        nodes.reversed().forEach(ConfigurableApplicationContext::close);
    }
}
