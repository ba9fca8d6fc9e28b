package org.mediaplanner.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.events.identity.UserId;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.commands.client.ClientCommand.CreateClient;
import org.mediaplanner.commands.Commands;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.events.identity.PrefixedId;
import org.mediaplanner.gateway.command.CommandGate;
import org.mediaplanner.gateway.operations.Alerts.Alert;
import org.mediaplanner.gateway.testing.RunningApplication;
import org.mediaplanner.gateway.testing.RunningApplication.Outage;
import org.mediaplanner.gateway.testing.Tenant;
import org.springframework.jdbc.core.JdbcTemplate;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Each rule is silent before something happens and speaks while it does. */
class AlertsTest {

    private static final Set<String> TRIED = new HashSet<>();
    private static final String PROCESSOR = "fx-rate";

    private final RunningApplication application = RunningApplication.instance();
    private final JdbcTemplate jdbc = application.bean(JdbcTemplate.class);
    private final Tenant tenant = Tenant.register();
    private static final Caller CALLER = Caller.user(TenantId.next(), UserId.next().value(), "req_alerts");

    @AfterAll
    static void each_rule_was_tried() {
        assertThat(TRIED).containsExactlyInAnyOrderElementsOf(Alerts.all().stream().map(Alert::name).toList());
    }

    @Test
    void postgresql_goes_away() throws Exception {
        tries(during -> application.withoutDatabase(() -> {
            during.run();
            assertThat(Scrape.now().names()).as("what cannot be asked for is absent, the rest is there")
                    .doesNotContain("mediaplanner_processor_lag_seconds", "mediaplanner_workflow_open")
                    .contains("mediaplanner_events_appended_total", "hikaricp_connections_active");
        }), this::failing, "PostgresAway", "NoFigures", "CommandsFail", "RequestsFail");
        await().atMost(Duration.ofSeconds(20)).until(this::works);
    }

    /** At the doors nobody gets in; what is under way behind them fails meanwhile. */
    private void failing() {
        Thread.ofVirtual().start(() -> assertThatThrownBy(() -> application.bean(Commands.class).send(CALLER,
                new CreateClient(ClientId.next(), "Nowhere", null, List.of()))).isInstanceOf(RuntimeException.class));
        tenant.post("/clients", "{\"name\": \"Nowhere\"}").is(503);
    }

    private boolean works() {
        return Tenant.nobody().get("//health/ready").status() == 200
                && tenant.get("/clients").status() == 200;
    }

    @Test
    void redis_goes_away() throws Exception {
        tries(during -> application.withoutRedis(() -> {
            tenant.post("/clients", "{\"name\": \"Unheard of\"}").is(201);
            during.run();
        }), "RedisAway", "NoticesLost");
        await().atMost(Duration.ofSeconds(20)).until(() -> Tenant.nobody().get("//health/redis").status() == 200);
    }

    @Test
    void temporal_goes_away() throws Exception {
        tries(application::withoutTemporal, "TemporalAway");
        await().atMost(Duration.ofSeconds(20)).until(() -> Tenant.nobody().get("//health/temporal").status() == 200);
    }

    @Test
    void an_event_cannot_be_handled() throws Exception {
        tries(during -> {
            String letter = PrefixedId.next("dlt");
            jdbc.update("""
                    INSERT INTO event_store.dead_letter (id, processor_name, global_index, tenant_id, aggregate_id,
                                                         event_type, error, attempts, state)
                    SELECT ?, ?, global_index, tenant_id, aggregate_id, payload_type, 'Made by a test', 1, 'PARKED'
                      FROM event_store.domain_event ORDER BY global_index DESC LIMIT 1""", letter, PROCESSOR);
            during.run();
            jdbc.update("UPDATE event_store.dead_letter SET state = 'DISMISSED' WHERE id = ?", letter);
        }, "DeadLetters");
        tries(during -> {
            jdbc.update("""
                    INSERT INTO event_store.processor_fault VALUES (?, ?, 'Made by a test')
                        ON CONFLICT (processor_name) DO UPDATE SET token_index = excluded.token_index
                    """, PROCESSOR, Long.MAX_VALUE);
            during.run();
            jdbc.update("DELETE FROM event_store.processor_fault WHERE processor_name = ?", PROCESSOR);
        }, "ProcessorFailing");
    }

    @Test
    void a_comparison_with_the_log_finds_something() throws Exception {
        tries(during -> {
            jdbc.update("""
                    INSERT INTO event_store.consistency_run (id, requested_by, requested_at, ended_at, total, findings)
                    VALUES ('chk_test', 'a test', now() + interval '1 minute', now(), 1,
                            '[{"check": "x", "differences": 2, "failure": null}]')""");
            during.run();
            jdbc.update("DELETE FROM event_store.consistency_run WHERE id = 'chk_test'");
        }, "Inconsistent");
    }

    @Test
    void a_projection_is_paused() throws Exception {
        Tenant operator = Tenant.operator();
        tries(during -> {
            operator.post("/admin/projections/" + PROCESSOR + "/pause", null).is(200);
            try {
                during.run();
            } finally {
                operator.post("/admin/projections/" + PROCESSOR + "/resume", null).is(200);
            }
        }, "ProcessorPaused");
    }

    @Test
    void commands_race_for_one_thing() throws Exception {
        String client = "/clients/" + tenant.post("/clients", "{\"name\": \"Raced for\"}").is(201).at("/id");
        tries(Outage::run, () -> {
            for (int race = 0; race < 3; race++) {
                raceFor(client, tenant.get(client).at("/version"));
            }
        }, "Conflicts");
    }

    private void raceFor(String client, String version) {
        try (ExecutorService racers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                String name = "{\"name\": \"Raced for %s by %s\"}".formatted(version, i);
                racers.execute(() -> tenant.patch(client, name, "If-Match", "\"" + version + "\""));
            }
        }
    }

    @Test
    void more_is_asked_for_than_can_be_done() throws Exception {
        CommandGate gate = application.gate("file");
        CountDownLatch held = new CountDownLatch(1);
        tries(during -> {
            try {
                for (int i = 0; i < 60; i++) {
                    Disposable _ = gate.through(() -> {
                        held.await();
                        return true;
                    }).onErrorComplete().subscribe();
                }
                during.run();
            } finally {
                held.countDown();
            }
        }, "SentAway");
    }

    @Test
    void all_connections_are_taken() throws Exception {
        DataSource writers = application.bean(com.zaxxer.hikari.HikariDataSource.class);
        tries(during -> {
            List<java.sql.Connection> taken = new ArrayList<>();
            AtomicBoolean over = new AtomicBoolean();
            try (ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 8; i++) {
                    taken.add(writers.getConnection());
                }
                waiting.execute(() -> takeAgainAndAgain(writers, over));
                during.run();
                over.set(true);
            } finally {
                for (java.sql.Connection connection : taken) {
                    connection.close();
                }
            }
        }, "WriterPoolEmpty");
        ConnectionPool readers = application.bean(ConnectionPool.class);
        tries(during -> {
            List<Connection> taken = taken(readers, 8);
            CompletableFuture<List<Connection>> waits = CompletableFuture.supplyAsync(() -> taken(readers, 1));
            during.run();
            Flux.fromIterable(taken).flatMap(Connection::close).blockLast();
            Flux.fromIterable(waits.handle((one, late) -> one == null ? List.<Connection>of() : one).join())
                    .flatMap(Connection::close).blockLast();
        }, "ReaderPoolEmpty");
    }

    private static void takeAgainAndAgain(DataSource writers, AtomicBoolean over) {
        while (!over.get()) {
            try (java.sql.Connection connection = writers.getConnection()) {
                assertThat(connection).isNotNull();
            } catch (SQLException late) {
                // That it waited is what this is about.
            }
        }
    }

    private static List<Connection> taken(ConnectionPool readers, int count) {
        return Flux.range(0, count).flatMap(nr -> Mono.from(readers.create()))
                .contextWrite(context -> context.put("org.mediaplanner.tenant", "ten_none"))
                .collectList().blockOptional().orElseThrow();
    }

    @Test
    void a_transaction_holds_another_up() throws Exception {
        DataSource writers = application.bean(DataSource.class);
        tries(during -> {
            try (ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor();
                    java.sql.Connection holder = writers.getConnection()) {
                holder.setAutoCommit(false);
                holder.createStatement().execute("SELECT pg_advisory_xact_lock(4711)");
                waiting.execute(() -> jdbc.execute("SELECT pg_advisory_xact_lock(4711)"));
                during.run();
                assertThat(value(Scrape.now(), "mediaplanner_postgres_oldest_transaction_seconds")).isPositive();
                assertThat(value(Scrape.now(), "mediaplanner_postgres_lock_wait_seconds")).isPositive();
                holder.rollback();
            }
        }, "LockWaits");
    }

    /** What would take too long to bring about is told by samples that were changed. */
    @Test
    void recorded_samples_stand_for_what_takes_long() throws Exception {
        Scrape calm = Scrape.fresh();
        recorded("ProcessorBehind", calm, calm.with("mediaplanner_processor_lag_seconds", 31));
        recorded("SequencerBehind", calm, calm.with("mediaplanner_processor_lag_seconds", 11));
        recorded("WorkNotTaken", calm, calm.with("mediaplanner_workflow_untold_seconds", 61));
        recorded("LongTransaction", calm, calm.with("mediaplanner_postgres_oldest_transaction_seconds", 901));
        recorded("SlowReaders", calm, calm.with("mediaplanner_stream_paused_total", 1_000));
        recorded("NotChecked", calm, calm.with("mediaplanner_consistency_age_seconds", 300_000));
        recorded("MemoryShort", calm, calm.with("jvm_memory_used_bytes", 1e12));
        String contention = """
                mediaplanner_command_seconds_count{code="too-much-contention",command="RenameClient",error="none",outcome="contention",retried="true"} %s
                """;
        recorded("Contention", Scrape.of(contention.formatted("1")), Scrape.of(contention.formatted("2")));
    }

    private static void recorded(String name, Scrape calm, Scrape then) {
        Alert alert = Alerts.named(name);
        assertThat(alert.fires(List.of(calm, calm.later(Duration.ofMinutes(1))))).as(name).isFalse();
        assertThat(alert.fires(List.of(calm, then.later(Duration.ofMinutes(1))))).as(name).isTrue();
        TRIED.add(name);
    }

    /** What brings the condition about, and keeps it up while it is looked at. */
    private interface Condition {

        void last(Outage during) throws Exception;
    }

    private static void tries(Condition condition, String... names) throws Exception {
        tries(condition, () -> {
        }, names);
    }

    /** @param again done before each look */
    private static void tries(Condition condition, Outage again, String... names) throws Exception {
        List<Alert> alerts = Arrays.stream(names).map(Alerts::named).toList();
        List<Scrape> history = new ArrayList<>(List.of(Scrape.now(), Scrape.fresh()));
        assertThat(alerts).as("before").noneMatch(alert -> alert.fires(history));
        condition.last(() -> {
            await().atMost(Duration.ofSeconds(15)).pollDelay(Duration.ZERO).untilAsserted(() -> {
                again.run();
                history.add(Scrape.fresh());
                assertThat(alerts).as("during").allMatch(alert -> alert.fires(history));
            });
            alerts.forEach(alert -> TRIED.add(alert.name()));
        });
    }

    private static double value(Scrape scrape, String name) {
        return scrape.samples().stream().filter(sample -> sample.name().equals(name)).findFirst().orElseThrow().value();
    }
}
