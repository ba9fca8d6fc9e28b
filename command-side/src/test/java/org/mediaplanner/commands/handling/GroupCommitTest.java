package org.mediaplanner.commands.handling;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Commands;
import org.mediaplanner.commands.Commands.IdempotencyKey;
import org.mediaplanner.commands.Commands.KeyReused;
import org.mediaplanner.commands.Commands.Outcome;
import org.mediaplanner.commands.CommandSideModule;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.Versioned;
import org.mediaplanner.commands.campaign.CampaignCommand;
import org.mediaplanner.commands.campaign.CampaignCommand.LaunchCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.PauseCampaign;
import org.mediaplanner.commands.campaign.CampaignCommand.ResumeCampaign;
import org.mediaplanner.commands.testing.CommandNode;
import org.mediaplanner.events.campaign.Campaign;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.eventstore.testing.EventStoreContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class GroupCommitTest {

    private final Caller caller = CommandNode.newTenant();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private CampaignId campaign() {
        return CommandNode.campaign(caller, "C" + CampaignId.next(), "10.00", "EUR").state().id();
    }

    private List<CampaignId> campaigns(int count) {
        return IntStream.range(0, count).mapToObj(number -> campaign()).toList();
    }

    private CompletableFuture<Outcome<Versioned<Campaign>>> send(CampaignCommand command) {
        return send(command, null);
    }

    private CompletableFuture<Outcome<Versioned<Campaign>>> send(CampaignCommand command,
            @Nullable IdempotencyKey key) {
        return CompletableFuture.supplyAsync(() -> CommandNode.commands().send(caller, command, key), threads);
    }

    private static @Nullable Throwable failure(CompletableFuture<?> sent) {
        return sent.handle((done, failed) -> failed instanceof CompletionException wrapped
                ? wrapped.getCause()
                : failed).join();
    }

    @Test
    void commands_that_wait_together_are_committed_in_a_transaction_or_two() throws Exception {
        List<CampaignId> campaigns = campaigns(40);
        List<CompletableFuture<Outcome<Versioned<Campaign>>>> sent = new ArrayList<>();
        try (Blocked _ = Blocked.insert(campaigns.get(0), 1);
                Blocked _ = Blocked.insert(campaigns.get(1), 1)) {
            // These find the index entries taken by transactions that are not over, and hold up both lanes or one.
            sent.add(send(new LaunchCampaign(campaigns.get(0), 1)));
            sent.add(send(new LaunchCampaign(campaigns.get(1), 1)));
            Blocked.awaitWaiting("transactionid");
            campaigns.subList(2, 40).forEach(campaign -> sent.add(send(new LaunchCampaign(campaign, 1))));
            Thread.sleep(300);
        }
        sent.forEach(outcome -> assertThat(outcome.join().result().version()).isEqualTo(2));
        assertThat(sent.stream().map(outcome -> outcome.join().position())).doesNotHaveDuplicates();
        long transactions = CommandNode.jdbc().sql("""
                SELECT count(DISTINCT xmin::text) FROM event_store.domain_event
                WHERE tenant_id = ? AND payload_type = 'campaign.launched'
                """).param(caller.tenantId().value()).query(Long.class).single();
        assertThat(transactions).isLessThan(20);
    }

    @Test
    void each_has_its_own_answer_and_its_own_refusal() {
        List<CampaignId> campaigns = campaigns(20);
        List<CompletableFuture<Outcome<Versioned<Campaign>>>> good = new ArrayList<>();
        List<CompletableFuture<Outcome<Versioned<Campaign>>>> stale = new ArrayList<>();
        for (CampaignId id : campaigns) {
            good.add(send(new LaunchCampaign(id, 1)));
            stale.add(send(new PauseCampaign(id, 7, null)));
        }
        for (int i = 0; i < campaigns.size(); i++) {
            assertThat(good.get(i).join().result().state().id()).isEqualTo(campaigns.get(i));
            assertThat(failure(stale.get(i))).isInstanceOfSatisfying(Refusal.class,
                    refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.STALE));
        }
    }

    @Test
    void one_that_lost_a_race_does_not_harm_the_others() throws Exception {
        List<CampaignId> campaigns = campaigns(12);
        List<CompletableFuture<Outcome<Versioned<Campaign>>>> sent = new ArrayList<>();
        try (Blocked other = Blocked.insert(campaigns.getFirst(), 1)) {
            campaigns.forEach(campaign -> sent.add(send(new LaunchCampaign(campaign, 1))));
            Blocked.awaitWaiting("transactionid");
            other.commit();
        }
        assertThat(failure(sent.getFirst())).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.STALE));
        sent.subList(1, 12).forEach(outcome -> assertThat(outcome.join().result().version()).isEqualTo(2));
    }

    @Test
    void one_that_the_store_refuses_does_not_harm_the_others() {
        List<CampaignId> campaigns = campaigns(12);
        campaigns.forEach(campaign -> send(new LaunchCampaign(campaign, 1)).join());
        List<CompletableFuture<Outcome<Versioned<Campaign>>>> sent = new ArrayList<>();
        JdbcClient owner = JdbcClient.create(CommandNode.database().owner());
        owner.sql("ALTER TABLE event_store.domain_event ADD CONSTRAINT refused CHECK (payload_type <> "
                + "'campaign.paused' OR aggregate_id <> '" + campaigns.getFirst().value() + "') NOT VALID").update();
        try {
            for (CampaignId campaign : campaigns) {
                sent.add(send(new PauseCampaign(campaign, 2, null)));
            }
            sent.forEach(GroupCommitTest::failure);
        } finally {
            owner.sql("ALTER TABLE event_store.domain_event DROP CONSTRAINT refused").update();
        }
        assertThat(failure(sent.getFirst())).isNotNull().isNotInstanceOf(Refusal.class);
        sent.subList(1, 12).forEach(outcome -> assertThat(outcome.join().result().version()).isEqualTo(3));
    }

    @Test
    void what_is_kept_is_answered_again_and_a_twin_changes_nothing() {
        CampaignId campaign = campaign();
        IdempotencyKey key = new IdempotencyKey("POST /launch", "k", "a");
        Outcome<Versioned<Campaign>> first = send(new LaunchCampaign(campaign, 1), key).join();
        List<CompletableFuture<Outcome<Versioned<Campaign>>>> again = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            again.add(send(new LaunchCampaign(campaign, 1), key));
        }
        for (CompletableFuture<Outcome<Versioned<Campaign>>> outcome : again) {
            assertThat(outcome.join()).isEqualTo(new Outcome<>(first.result(), first.position(), true));
        }
        assertThat(failure(send(new LaunchCampaign(campaign, 1), new IdempotencyKey("POST /launch", "k", "b"))))
                .isInstanceOf(KeyReused.class);
        assertThat(CommandNode.events(caller)).isEqualTo(4);
    }

    @Test
    void twins_that_come_at_once_are_carried_out_once() {
        List<CampaignId> campaigns = campaigns(10);
        List<CompletableFuture<Outcome<Versioned<Campaign>>>> sent = new ArrayList<>();
        for (CampaignId campaign : campaigns) {
            for (int i = 0; i < 4; i++) {
                sent.add(send(new LaunchCampaign(campaign, 1), new IdempotencyKey("POST /launch", campaign.value(),
                        "a")));
            }
        }
        List<Throwable> failures = sent.stream()
                .flatMap(outcome -> Optional.ofNullable(failure(outcome)).stream()).toList();
        assertThat(failures).allMatch(Commands.KeyInUse.class::isInstance);
        assertThat(CommandNode.events(caller)).isEqualTo(2 + 10 + 10);
    }

    @Test
    void a_twin_is_never_told_that_its_own_doing_made_it_stale() throws Exception {
        CampaignId earlier = campaign();
        send(new LaunchCampaign(earlier, 1), new IdempotencyKey("POST /launch", "earlier", "a")).join();
        CampaignId campaign = campaign();
        try (ConfigurableApplicationContext other = EventStoreContext.start(CommandNode.settings(),
                CommandSideModule.class);
                Connection twin = CommandNode.database().owner().getConnection()) {
            Commands elsewhere = other.getBean(Commands.class);
            elsewhere.send(caller, new LaunchCampaign(campaign(), 1));
            twin.setAutoCommit(false);
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(twin, true));
            jdbc.sql("LOCK TABLE event_store.domain_event IN ACCESS EXCLUSIVE MODE").update();
            // It has found no answer kept, and is about to read the campaign.
            CompletableFuture<Outcome<Versioned<Campaign>>> late = CompletableFuture.supplyAsync(
                    () -> elsewhere.send(caller, new LaunchCampaign(campaign, 1),
                            new IdempotencyKey("POST /launch", "late", "a")),
                    threads);
            Blocked.awaitWaiting("relation");
            jdbc.sql(Blocked.INSERT).params(1, campaign.value()).update();
            jdbc.sql("""
                    INSERT INTO command_side.kept_answer (tenant_id, actor_id, scope, key, body_hash, result, position)
                    SELECT tenant_id, actor_id, scope, 'late', body_hash, replace(result, ?, ?), position
                    FROM command_side.kept_answer WHERE key = 'earlier' AND tenant_id = ?
                    """).params(earlier.value(), campaign.value(), caller.tenantId().value()).update();
            twin.commit();
            assertThat(late.join().replayed()).isTrue();
            assertThat(late.join().result().version()).isEqualTo(2);
        }
    }

    @Test
    void a_node_sees_what_another_appended_to_an_aggregate_that_it_remembers() {
        try (ConfigurableApplicationContext other = EventStoreContext.start(CommandNode.settings(),
                CommandSideModule.class)) {
            CampaignId campaign = campaign();
            send(new LaunchCampaign(campaign, 1)).join();
            // Its first command: the other node does not know the tenant yet, and asks the database for it.
            Commands elsewhere = other.getBean(Commands.class);
            assertThat(elsewhere.send(caller, new PauseCampaign(campaign, 2, null)).result().version()).isEqualTo(3);
            assertThat(failure(send(new PauseCampaign(campaign, 2, null)))).isInstanceOf(Refusal.class);
            assertThat(send(new ResumeCampaign(campaign, 3)).join().result().version()).isEqualTo(4);
        }
    }

    @Test
    void versions_of_hot_aggregates_are_whole_whichever_node_takes_the_command() {
        List<CampaignId> hot = campaigns(4);
        hot.forEach(campaign -> send(new LaunchCampaign(campaign, 1)).join());
        try (ConfigurableApplicationContext other = EventStoreContext.start(CommandNode.settings(),
                CommandSideModule.class)) {
            List<Commands> nodes = List.of(CommandNode.commands(), other.getBean(Commands.class));
            List<CompletableFuture<List<Long>>> callers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                Commands node = nodes.get(i % 2);
                CampaignId campaign = hot.get(i / 2 % hot.size());
                callers.add(CompletableFuture.supplyAsync(() -> toggles(node, campaign), threads));
            }
            List<Long> versions = callers.stream().flatMap(done -> done.join().stream()).toList();
            // Each success made one version that nobody else made, and every version was made.
            long events = CommandNode.events(caller) - 2 - 4 - 4;
            assertThat((long) versions.size()).isEqualTo(events).isPositive();
            hot.forEach(campaign -> assertThat(CommandNode.jdbc().sql("""
                    SELECT sequence_number FROM event_store.domain_event WHERE aggregate_id = ? ORDER BY 1
                    """).param(campaign.value()).query(Long.class).list())
                    .isEqualTo(LongStream.range(0, length(campaign)).boxed().toList()));
        }
    }

    private static long length(CampaignId campaign) {
        return CommandNode.jdbc().sql("SELECT count(*) FROM event_store.domain_event WHERE aggregate_id = ?")
                .param(campaign.value()).query(Long.class).single();
    }

    /** Pauses and resumes as fast as it can on the version it believes in; what it made. */
    private List<Long> toggles(Commands node, CampaignId campaign) {
        List<Long> made = new ArrayList<>();
        long version = 2;
        for (int attempt = 0; attempt < 40; attempt++) {
            CampaignCommand command = version % 2 == 0
                    ? new PauseCampaign(campaign, version, null)
                    : new ResumeCampaign(campaign, version);
            try {
                Versioned<Campaign> after = node.send(caller, command).result();
                assertThat(after.version()).isEqualTo(version + 1);
                version = after.version();
                made.add(version);
            } catch (Refusal stale) {
                version = length(campaign);
            }
        }
        return made;
    }

    /** A version of an aggregate that somebody else is about to append. */
    private static final class Blocked implements AutoCloseable {

        static final String INSERT = """
                INSERT INTO event_store.domain_event (tenant_id, aggregate_id, sequence_number, aggregate_type,
                    event_id, payload_type, payload_revision, payload, metadata, occurred_at)
                SELECT tenant_id, aggregate_id, ?, aggregate_type, gen_random_uuid(), 'campaign.launched', 1,
                    jsonb_build_object('campaignId', aggregate_id), metadata, occurred_at
                FROM event_store.domain_event WHERE aggregate_id = ? AND sequence_number = 0
                """;

        private final Connection connection;

        private Blocked(Connection connection) {
            this.connection = connection;
        }

        static Blocked insert(CampaignId campaign, long sequenceNumber) throws SQLException {
            Connection connection = CommandNode.database().writer().getConnection();
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                insert.setLong(1, sequenceNumber);
                insert.setString(2, campaign.value());
                insert.executeUpdate();
            }
            return new Blocked(connection);
        }

        /** Until a transaction waits for another that holds a {@code lock} of this kind. */
        static void awaitWaiting(String lock) throws InterruptedException {
            JdbcClient jdbc = CommandNode.jdbc();
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (jdbc.sql("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = ?")
                    .param(lock).query(Long.class).single() == 0) {
                assertThat(System.nanoTime()).as("nobody waits").isLessThan(end);
                Thread.sleep(5);
            }
        }

        void commit() throws SQLException {
            connection.commit();
        }

        @Override
        public void close() throws SQLException {
            connection.rollback();
            connection.close();
        }
    }
}
