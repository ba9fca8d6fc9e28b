package org.mediaplanner.eventstore.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.mediaplanner.eventstore.testing.EventStoreContext;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.mediaplanner.eventstore.token.NodeName;
import org.mediaplanner.eventstore.token.StoredToken;
import org.mediaplanner.eventstore.token.TokenCoverage;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class PassedTokensTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final ScheduledExecutorService WRITER = Executors.newSingleThreadScheduledExecutor();
    private static final ConfigurableApplicationContext NODE = EventStoreContext.start(DATABASE);

    private final JdbcTemplate jdbc = NODE.getBean(JdbcTemplate.class);
    private final TransactionTemplate transaction = new TransactionTemplate(
            NODE.getBean(PlatformTransactionManager.class));
    private final PassedTokens passed = new PassedTokens(NODE.getBean(JdbcClient.class),
            NODE.getBean(Serializer.class), NODE.getBean(NodeName.class), WRITER);

    @AfterAll
    static void stop() {
        WRITER.shutdownNow();
        NODE.close();
    }

    @Test
    void what_was_passed_is_written_as_the_token_store_writes_it_and_keeps_the_claim() {
        Claim one = claimed("one");
        claimed("two");
        jdbc.update(
                "UPDATE event_store.token_entry SET timestamp = '2020-01-01T00:00:00.000Z' WHERE processor_name = 'one'");
        passed.note("one", token(7, 3L));
        passed.note("two", token(9));
        await().untilAsserted(() -> assertThat(stored("one")).isEqualTo(new TokenCoverage(7, Set.of(3L))));
        await().untilAsserted(() -> assertThat(stored("two")).isEqualTo(new TokenCoverage(9, Set.of())));
        assertThat(jdbc.queryForObject("SELECT timestamp FROM event_store.token_entry WHERE processor_name = 'one'",
                String.class)).isGreaterThan("2026");
        one.release();
        assertThat(one.take()).contains(token(7, 3L));
    }

    @Test
    void a_row_that_somebody_holds_keeps_nobody_waiting_and_is_written_when_it_is_free() {
        claimed("held");
        claimed("free");
        transaction.executeWithoutResult(status -> {
            StoredToken.lock(jdbc, "held");
            passed.note("held", token(5));
            passed.note("free", token(5));
            await().untilAsserted(() -> assertThat(elsewhere("free")).isEqualTo(5));
            assertThat(elsewhere("held")).isZero();
        });
        await().untilAsserted(() -> assertThat(elsewhere("held")).isEqualTo(5));
    }

    @Test
    void what_another_node_has_is_left_as_it_is() {
        claimed("lost");
        jdbc.update("UPDATE event_store.token_entry SET owner = 'another' WHERE processor_name = 'lost'");
        passed.note("lost", token(5));
        await().during(Duration.ofMillis(200)).untilAsserted(() -> assertThat(elsewhere("lost")).isZero());
        passed.forget("lost");
    }

    @Test
    void nothing_older_comes_behind_what_a_processor_writes_itself() {
        Claim claim = claimed("own");
        for (int i = 1; i < 300; i++) {
            passed.note("own", token(2L * i));
            passed.forget("own");
            long further = 2L * i + 1;
            transaction.executeWithoutResult(status -> claim.move(token(further)));
            LockSupport.parkNanos(100_000);
            assertThat(elsewhere("own")).isEqualTo(further);
        }
    }

    private Claim claimed(String processor) {
        Claim claim = new Claim(processor, NODE.getBean(TokenStore.class), transaction);
        assertThat(claim.take()).isPresent();
        return claim;
    }

    private TokenCoverage stored(String processor) {
        return StoredToken.read(jdbc, processor);
    }

    /** The index that others see. */
    private static long elsewhere(String processor) {
        return StoredToken.read(new JdbcTemplate(DATABASE.superuser()), processor).index();
    }

    private static GapAwareTrackingToken token(long index, Long... gaps) {
        return GapAwareTrackingToken.newInstance(index, Set.of(gaps));
    }
}
