package org.mediaplanner.queries.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.client.ClientEvent.ClientCreated;
import org.mediaplanner.events.client.ClientEvent.ClientRenamed;
import org.mediaplanner.events.client.ClientEvent.ClientTagged;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.processing.DeadLetters;
import org.mediaplanner.eventstore.processing.ProcessorPause;
import org.mediaplanner.queries.projection.Projector;
import org.mediaplanner.queries.projection.ReadModel;
import org.mediaplanner.queries.reading.Rows;
import org.mediaplanner.queries.reading.Sql;
import org.mediaplanner.queries.reading.TenantReader;
import org.mediaplanner.queries.rebuild.Rebuild.Kind;
import org.mediaplanner.queries.rebuild.Rebuild.Phase;
import org.mediaplanner.queries.rebuild.RebuildTable.LeaseLost;
import org.mediaplanner.queries.rebuild.Rebuilds.WrongState;
import org.mediaplanner.queries.testing.RandomLog;

/** Read models built anew beside the live ones, on two nodes. */
class RebuildTest {

    private static final String BY = "usr_operator";
    private static final RebuildNodes NODES = new RebuildNodes();

    @BeforeAll
    static void start() {
        NODES.start().start();
        for (int seed = 0; seed < 2; seed++) {
            TenantId tenant = TenantId.next();
            NODES.publish(tenant, RandomLog.of(tenant, new Random(seed), 1_500));
        }
        NODES.settle();
    }

    @AfterAll
    static void stop() {
        NODES.close();
    }

    @AfterEach
    void runners_run() {
        runners(true);
    }

    @Test
    void while_several_tenants_write_and_read_each_table_ends_as_the_fold_of_the_log() throws Exception {
        TenantId still = TenantId.next();
        NODES.publish(still, RandomLog.of(still, new Random(7), 200));
        NODES.settle();
        Map<String, List<String>> shapes = new HashMap<>();
        models().forEach(model -> shapes.put(model.name(), NODES.shape("query_side." + model.table())));
        Map<String, String> truth = new HashMap<>();
        models().forEach(model -> truth.put(model.name(), read(still, model)));
        AtomicBoolean go = new AtomicBoolean(true);
        AtomicInteger reads = new AtomicInteger();
        List<Object> wrong = new CopyOnWriteArrayList<>();
        Thread writing = Thread.ofPlatform().start(() -> write(go, wrong));
        Thread reading = Thread.ofPlatform().start(() -> {
            while (go.get()) {
                for (ReadModel model : models()) {
                    try {
                        String found = read(still, model);
                        if (!found.equals(truth.get(model.name()))) {
                            wrong.add(model.name() + ": " + found);
                        }
                    } catch (RuntimeException failed) {
                        wrong.add(failed);
                    }
                    reads.incrementAndGet();
                }
            }
        });

        models().forEach(model -> NODES.rebuilds().rebuild(model.name(), BY));
        models().forEach(model -> NODES.awaitEnd(model.name()));
        go.set(false);
        writing.join();
        reading.join();

        assertThat(wrong).isEmpty();
        assertThat(reads).hasPositiveValue();
        NODES.settle();
        models().forEach(NODES::assertIsTheFoldOfTheLog);
        assertThat(NODES.rebuilds().versions().keySet()).containsAll(NODES.rebuilds().names());
        models().forEach(model -> assertThat(NODES.shape("query_side." + model.table())).as(model.name())
                .isEqualTo(shapes.get(model.name())));
    }

    private static void write(AtomicBoolean go, List<Object> wrong) {
        Random random = new Random(3);
        try {
            while (go.get()) {
                TenantId tenant = TenantId.next();
                List<DomainEvent> log = RandomLog.of(tenant, random, 60);
                for (int from = 0; from < log.size(); from += 10) {
                    NODES.publish(tenant, log.subList(from, Math.min(log.size(), from + 10)));
                    // Or the rebuilds only run after a writer who outruns the machine.
                    Thread.sleep(50);
                }
            }
        } catch (InterruptedException | RuntimeException failed) {
            wrong.add(failed);
        }
    }

    private static String read(TenantId tenant, ReadModel model) {
        return Objects.requireNonNull(NODES.bean(TenantReader.class).one(tenant, Sql.of("""
                SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '/' ORDER BY t::text)), '') AS all
                  FROM query_side.%s t WHERE tenant_id = :tenant""".formatted(model.table()))
                .bind("tenant", tenant.value()), row -> Rows.text(row, "all")).block(RebuildNodes.PATIENCE));
    }

    @Test
    void another_node_goes_on_from_the_last_page_of_one_that_died() {
        runners(false);
        NODES.rebuilds().rebuild("change-log", BY);
        Rebuild taken = table(0).take().orElseThrow();
        assertThatExceptionOfType(Killed.class).isThrownBy(() -> steps(0).drive(taken, progress -> {
            if (progress.covered() != null && progress.covered().index() > 0) {
                throw new Killed();
            }
        }));
        long covered = Objects.requireNonNull(NODES.rebuilds().find("change-log").orElseThrow().covered()).index();
        assertThat(covered).isEqualTo(CatchUp.PAGE);
        assertThat(table(1).take()).as("leased").isEmpty();

        NODES.owner().update("UPDATE query_side_next.lease SET leased_until = now() - interval '1 s'");
        Rebuild over = table(1).take().orElseThrow();
        List<Long> positions = new ArrayList<>();
        steps(1).drive(over, progress -> positions.add(Objects.requireNonNull(progress.covered()).index()));

        assertThat(positions).isSorted().first().isEqualTo(covered);
        assertThat(NODES.rebuilds().find("change-log")).isEmpty();
        NODES.settle();
        NODES.assertIsTheFoldOfTheLog(NODES.model("change-log"));
        assertThatExceptionOfType(LeaseLost.class).as("the first, come to life again")
                .isThrownBy(() -> table(0).enters(NODES.owner(), "change-log", Phase.INDEXING));
    }

    private static final class Killed extends Error {

        private static final long serialVersionUID = 1L;
    }

    @Test
    void what_differs_is_reported_and_not_taken_until_somebody_accepts_it() {
        NODES.owner().update("UPDATE query_side.budget SET name = 'Corrupt' WHERE budget_id IN ("
                + "SELECT budget_id FROM query_side.budget ORDER BY 1 LIMIT 3)");
        NODES.rebuilds().rebuild("budget", BY);

        Rebuild waiting = NODES.awaitPhase("budget", Phase.WAITING);
        assertThat(waiting.differences()).isEqualTo(3);
        assertThat(corrupt()).isEqualTo(3);
        assertThatExceptionOfType(WrongState.class).isThrownBy(() -> NODES.rebuilds().rebuild("budget", BY));

        NODES.rebuilds().accept("budget");
        NODES.awaitEnd("budget");
        assertThat(corrupt()).isZero();
        NODES.settle();
        NODES.assertIsTheFoldOfTheLog(NODES.model("budget"));

        TenantId later = TenantId.next();
        NODES.publish(later, RandomLog.of(later, new Random(11), 100));
        NODES.settle();
        NODES.rebuilds().rollBack("budget", BY);
        NODES.awaitEnd("budget");
        assertThat(corrupt()).as("the former table is back").isEqualTo(3);
        assertThat(budgets(later)).as("with what came since").isPositive();

        NODES.rebuilds().rollBack("budget", BY);
        NODES.awaitEnd("budget");
        NODES.settle();
        NODES.assertIsTheFoldOfTheLog(NODES.model("budget"));
    }

    private static long corrupt() {
        return Objects.requireNonNull(NODES.owner()
                .queryForObject("SELECT count(*) FROM query_side.budget WHERE name = 'Corrupt'", Long.class));
    }

    private static long budgets(TenantId tenant) {
        return Objects.requireNonNull(NODES.owner().queryForObject(
                "SELECT count(*) FROM query_side.budget WHERE tenant_id = ?", Long.class, tenant.value()));
    }

    @Test
    void what_is_cancelled_leaves_nothing_behind() {
        NODES.owner().update("UPDATE query_side.outcome SET value = value + 1");
        NODES.rebuilds().rebuild("outcome", BY);
        NODES.awaitPhase("outcome", Phase.WAITING);

        NODES.rebuilds().cancel("outcome");
        NODES.awaitEnd("outcome");

        assertThat(NODES.owner().queryForObject("SELECT to_regclass('query_side_next.outcome')::text", String.class))
                .isNull();
        assertThatExceptionOfType(WrongState.class).isThrownBy(() -> NODES.rebuilds().cancel("outcome"));
        NODES.rebuilds().rebuild("outcome", BY);
        NODES.awaitPhase("outcome", Phase.WAITING);
        NODES.rebuilds().accept("outcome");
        NODES.awaitEnd("outcome");
        NODES.assertIsTheFoldOfTheLog(NODES.model("outcome"));
    }

    @Test
    void a_paused_projection_is_rebuilt_where_it_stands_and_goes_on_from_there() {
        ProcessorPause pause = NODES.bean(ProcessorPause.class);
        assertThat(pause.pause("client")).isTrue();
        TenantId tenant = TenantId.next();
        NODES.publish(tenant, RandomLog.of(tenant, new Random(5), 50));

        NODES.rebuilds().rebuild("client", BY);
        NODES.awaitEnd("client");
        assertThat(NODES.owner().queryForObject("SELECT count(*) FROM query_side.client WHERE tenant_id = ?",
                Long.class, tenant.value())).isZero();

        assertThat(pause.resume("client")).isTrue();
        NODES.settle();
        NODES.assertIsTheFoldOfTheLog(NODES.model("client"));
    }

    @Test
    void a_rebuild_that_cannot_fold_an_event_leaves_the_live_table_and_says_why() {
        ClientId client = ClientId.next();
        TenantId tenant = TenantId.next();
        NODES.owner().execute("ALTER TABLE query_side.client ADD CONSTRAINT defect CHECK (name <> 'Poison')");
        NODES.publish(tenant, List.of(new ClientCreated(client, "Good", null, List.of())));
        NODES.publish(tenant, List.of(new ClientRenamed(client, "Good", "Poison")));
        NODES.publish(tenant, List.of(new ClientTagged(client, List.of(), List.of("a"))));
        DeadLetters letters = NODES.bean(DeadLetters.class);
        await().atMost(RebuildNodes.PATIENCE).until(() -> letters.parked(tenant, null, 9).size() == 2);

        NODES.rebuilds().rebuild("client", BY);
        assertThat(NODES.awaitPhase("client", Phase.FAILED).failure()).contains("defect");
        NODES.rebuilds().cancel("client");
        NODES.awaitEnd("client");

        NODES.owner().execute("ALTER TABLE query_side.client DROP CONSTRAINT defect");
        NODES.rebuilds().rebuild("client", BY);
        assertThat(NODES.awaitPhase("client", Phase.WAITING).differences()).isOne();
        NODES.rebuilds().accept("client");
        NODES.awaitEnd("client");
        assertThat(letters.parked(tenant, null, 9)).as("folded by now").isEmpty();
        NODES.settle();
        NODES.assertIsTheFoldOfTheLog(NODES.model("client"));
        assertThatExceptionOfType(WrongState.class).as("the former table lacks events")
                .isThrownBy(() -> NODES.rebuilds().rollBack("client", BY));
    }

    @Test
    void the_writer_can_fill_what_is_built_and_neither_make_nor_move_a_table() {
        assertThat(NODES.owner().queryForObject("""
                SELECT bool_or(has_function_privilege('test_writer', oid, 'EXECUTE')
                               OR has_function_privilege('test_reader', oid, 'EXECUTE'))
                  FROM pg_proc WHERE pronamespace = 'query_side_next'::regnamespace
                """, Boolean.class)).isFalse();
        assertThat(NODES.owner().queryForObject("""
                SELECT has_schema_privilege('test_reader', 'query_side_next', 'USAGE')
                    OR has_schema_privilege('test_reader', 'query_side_former', 'USAGE')
                    OR has_schema_privilege('test_writer', 'query_side_next', 'CREATE')
                    OR has_schema_privilege('test_writer', 'query_side', 'CREATE')
                """, Boolean.class)).isFalse();
    }

    @Test
    void a_rollback_that_is_given_up_keeps_the_former_table() {
        NODES.rebuilds().rebuild("tenant", BY);
        NODES.awaitEnd("tenant");
        runners(false);
        NODES.rebuilds().rollBack("tenant", BY);
        Rebuild taken = table(0).take().orElseThrow();
        assertThat(taken.kind()).isEqualTo(Kind.ROLLBACK);
        assertThatExceptionOfType(Killed.class).isThrownBy(() -> steps(0).drive(taken, progress -> {
            TenantId tenant = TenantId.next();
            NODES.publish(tenant, RandomLog.of(tenant, new Random(1), 10));
            NODES.settle();
            if (progress.covered() != null) {
                throw new Killed();
            }
        }));

        NODES.rebuilds().cancel("tenant");
        runners(true);
        NODES.awaitEnd("tenant");
        NODES.rebuilds().rollBack("tenant", BY);
        NODES.awaitEnd("tenant");
        NODES.settle();
        NODES.assertIsTheFoldOfTheLog(NODES.model("tenant"));
    }

    private static List<ReadModel> models() {
        return List.copyOf(NODES.bean(Projector.class).all());
    }

    private static RebuildTable table(int node) {
        return NODES.node(node).getBean(RebuildTable.class);
    }

    private static RebuildSteps steps(int node) {
        return NODES.node(node).getBean(RebuildSteps.class);
    }

    private static void runners(boolean run) {
        for (int i = 0; i < 2; i++) {
            RebuildRunner runner = NODES.node(i).getBean(RebuildRunner.class);
            if (run && !runner.isRunning()) {
                runner.start();
            } else if (!run) {
                runner.stop();
            }
        }
    }
}
