package org.mediaplanner.eventstore.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class RolesTest {

    private static TestDatabase database;

    @BeforeAll
    static void two_tenants_have_an_event_each() {
        database = TestDatabase.withEventStore();
        insert("ten_a");
        insert("ten_b");
    }

    private static void insert(String tenant) {
        JdbcClient.create(database.writer()).sql("""
                INSERT INTO event_store.domain_event (tenant_id, aggregate_id, sequence_number, aggregate_type,
                    event_id, payload_type, payload_revision, payload, metadata, occurred_at)
                VALUES (?, 'x' || ?, 0, 'client', gen_random_uuid(), 'client.archived', 1, '{}', '{}', now())
                """).params(tenant, tenant).update();
    }

    @Test
    void nobody_who_runs_the_product_is_a_superuser_or_passes_by_policies_or_owns_a_table() {
        JdbcClient owner = JdbcClient.create(database.owner());

        assertThat(
                owner.sql("SELECT rolname FROM pg_roles WHERE rolname LIKE 'test\\_%' AND (rolsuper OR rolbypassrls)")
                        .query(String.class).list())
                .isEmpty();
        assertThat(owner.sql("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'event_store'")
                .query(String.class).list()).containsExactly("test_owner");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE event_store.domain_event SET payload = '{}'",
            "DELETE FROM event_store.domain_event",
            "TRUNCATE event_store.domain_event", "UPDATE event_store.tenant_log SET position = 1",
            "DELETE FROM event_store.tenant_log", "TRUNCATE event_store.tenant_log"})
    void what_happened_can_be_changed_neither_by_the_writer_nor_by_the_owner_of_the_table(String change) {
        for (DataSource role : List.of(database.writer(), database.owner(), database.reader())) {
            assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> new JdbcTemplate(role).execute(
                    change)).havingRootCause().withMessageMatching("(?s).*(stays as it was|permission denied).*");
        }
    }

    @Test
    void the_reader_sees_the_tenant_of_its_transaction_and_nothing_without_one() {
        DataSource reader = database.reader();

        assertThat(tenantsSeenBy(reader, "ten_a")).containsExactly("ten_a");
        assertThat(tenantsSeenBy(reader, "")).isEmpty();
        assertThat(JdbcClient.create(reader).sql("SELECT count(*) FROM event_store.domain_event").query(Long.class)
                .single()).isZero();
        assertThat(JdbcClient.create(database.writer()).sql("SELECT count(*) FROM event_store.domain_event").query(
                Long.class).single()).isEqualTo(2);
    }

    private static List<String> tenantsSeenBy(DataSource reader, String tenant) {
        JdbcClient jdbc = JdbcClient.create(reader);
        return new TransactionTemplate(new DataSourceTransactionManager(reader)).execute(transaction -> {
            jdbc.sql("SELECT set_config('app.tenant', ?, true)").param(tenant).query(String.class).single();
            return jdbc.sql("SELECT tenant_id FROM event_store.domain_event").query(String.class).list();
        });
    }

    @Test
    void the_reader_writes_nothing() {
        for (String table : List.of("domain_event", "tenant_log", "tenant_head", "token_entry")) {
            assertThat(JdbcClient.create(database.owner()).sql("""
                    SELECT has_table_privilege('test_reader', 'event_store.' || ?, 'INSERT, UPDATE, DELETE, TRUNCATE')
                    """).param(table).query(Boolean.class).single()).isFalse();
        }
    }

    @Test
    void the_server_ends_a_writers_transaction_long_before_a_gap_is_given_up() {
        assertThat(JdbcClient.create(database.writer()).sql("SELECT extract(epoch FROM current_setting("
                + "'transaction_timeout')::interval)").query(Long.class).single()).isPositive().isLessThanOrEqualTo(20);
    }

    @Test
    void an_empty_tenant_is_refused_by_the_table_itself() {
        assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> insert(""));
    }

    @Test
    void each_number_of_the_log_is_taken_when_it_is_used() {
        assertThat(JdbcClient.create(database.owner()).sql("""
                SELECT cache_size FROM pg_sequences WHERE schemaname = 'event_store'
                """).query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void migrating_again_changes_nothing_and_renews_the_passwords() {
        new SchemaMigration(database.properties()).migrate("event_store", "classpath:db/event_store");

        assertThat(JdbcClient.create(database.owner()).sql("SELECT count(*) FROM event_store.flyway_schema_history "
                + "WHERE script LIKE 'V1%'").query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void nodes_that_start_together_on_an_empty_database_migrate_it_once() {
        SchemaMigration node = new SchemaMigration(TestDatabase.create().properties());

        List<CompletableFuture<Void>> nodes = Stream.generate(() -> CompletableFuture.runAsync(() -> node.migrate(
                "event_store", "classpath:db/event_store"), task -> Thread.ofPlatform().start(task))).limit(3).toList();

        assertThat(nodes).allSatisfy(CompletableFuture::join);
    }

    @Test
    void a_modules_table_is_for_the_writer_and_closed_to_the_reader_until_a_migration_opens_it() {
        new SchemaMigration(database.properties()).migrate("other", "classpath:db/other");

        JdbcClient.create(database.writer()).sql("INSERT INTO other.note VALUES ('x')").update();
        JdbcClient.create(database.writer()).sql("DELETE FROM other.note WHERE text = 'y'").update();
        assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> JdbcClient.create(database.reader())
                .sql("SELECT text FROM other.note").query(String.class).list())
                .withStackTraceContaining("permission denied");
    }
}
