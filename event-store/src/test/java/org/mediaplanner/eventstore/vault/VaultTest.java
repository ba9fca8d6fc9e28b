package org.mediaplanner.eventstore.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.database.WithoutDatabase;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.mediaplanner.eventstore.vault.TenantKey.SealBroken;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class VaultTest {

    private static final byte[] TYPED = "Müller called".getBytes(UTF_8);

    private final TestDatabase database = TestDatabase.withEventStore();
    private final TestVault nodes = new TestVault(database);
    private final TenantId tenant = TenantId.next();

    @Test
    void what_is_sealed_is_read_by_another_node_and_never_sealed_the_same_twice() {
        byte[] sealed = seal(nodes.vault(), "a");

        assertThat(new String(sealed, UTF_8)).doesNotContain("called");
        assertThat(seal(nodes.vault(), "a")).isNotEqualTo(sealed);
        assertThat(nodes.node('a', null).keyOf(tenant).open(sealed, "a")).hasValue(TYPED);
    }

    @Test
    void what_was_changed_or_moved_to_another_place_or_tenant_is_refused() {
        byte[] sealed = seal(nodes.vault(), "a");
        TenantKey key = nodes.vault().keyOf(tenant);
        byte[] changed = sealed.clone();
        changed[changed.length - 1] ^= 1;

        assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> key.open(changed, "a"));
        assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> key.open(sealed, "b"));
        assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> key.open(new byte[0], "a"));
        assertThatExceptionOfType(SealBroken.class)
                .isThrownBy(() -> nodes.vault().keyOf(TenantId.next()).open(sealed, "a"));
    }

    @Test
    void a_key_of_one_tenant_is_none_in_the_row_of_another() {
        TenantId other = TenantId.next();
        seal(nodes.vault(), "a");
        nodes.vault().keyOf(other);
        JdbcClient.create(database.writer()).sql("""
                UPDATE event_store.tenant_key SET wrapped = (SELECT wrapped FROM event_store.tenant_key
                                                              WHERE tenant_id = ?) WHERE tenant_id = ?
                """).params(tenant.value(), other.value()).update();

        assertThatIllegalStateException().isThrownBy(() -> nodes.node('a', null).keyOf(other));
    }

    @Test
    void nodes_that_need_a_key_together_have_the_same() {
        List<CompletableFuture<byte[]>> sealed = IntStream.range(0, 6).mapToObj(i -> CompletableFuture.supplyAsync(
                () -> seal(nodes.node('a', null), "a"), task -> Thread.ofPlatform().start(task))).toList();

        TenantKey key = nodes.node('a', null).keyOf(tenant);
        assertThat(sealed).allSatisfy(one -> assertThat(key.open(one.join(), "a")).hasValue(TYPED));
    }

    @Test
    void a_key_is_there_even_where_the_transaction_that_first_needed_it_was_rolled_back() {
        DataSource source = database.writer();
        byte[] sealed = new TransactionTemplate(new JdbcTransactionManager(source)).execute(transaction -> {
            transaction.setRollbackOnly();
            return seal(nodes.vault(), "a");
        });

        assertThat(nodes.node('a', null).keyOf(tenant).open(sealed, "a")).hasValue(TYPED);
    }

    @Test
    void who_must_not_ask_the_database_has_the_keys_that_are_known_and_no_other() {
        nodes.vault().keyOf(tenant);

        assertThat(WithoutDatabase.during(() -> nodes.vault().keyOf(tenant).isDestroyed())).isFalse();
        assertThatExceptionOfType(WithoutDatabase.Needed.class).isThrownBy(() -> WithoutDatabase.during(
                () -> nodes.vault().keyOf(TenantId.next())));
        assertThat(nodes.vault().known(tenant)).isPresent();
        assertThat(nodes.vault().known(TenantId.next())).isEmpty();
    }

    @Test
    void what_was_sealed_with_a_destroyed_key_is_gone_for_ever_and_nobody_makes_another() {
        byte[] sealed = seal(nodes.vault(), "a");

        nodes.vault().destroy(tenant);
        nodes.vault().destroy(tenant);

        for (Vault node : List.of(nodes.vault(), nodes.node('a', null))) {
            assertThat(node.keyOf(tenant).isDestroyed()).isTrue();
            assertThat(node.keyOf(tenant).open(sealed, "a")).isEmpty();
            assertThat(node.keyOf(tenant).seal(TYPED, "a")).isEmpty();
        }
        assertThat(keys("wrapped IS NULL AND destroyed_at IS NOT NULL")).isEqualTo(1);
    }

    @Test
    void a_tenant_that_never_needed_a_key_never_gets_one_once_that_is_destroyed() {
        nodes.vault().destroy(tenant);

        assertThat(nodes.vault().keyOf(tenant).isDestroyed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE event_store.tenant_key SET destroyed_at = NULL, wrapped = 'x'",
            "DELETE FROM event_store.tenant_key", "TRUNCATE event_store.tenant_key"})
    void a_tombstone_stays(String change) {
        nodes.vault().destroy(tenant);

        for (DataSource role : List.of(database.writer(), database.owner())) {
            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> JdbcClient.create(role).sql(change).update()).havingRootCause()
                    .withMessageMatching("(?s).*(stays as it was|permission denied).*");
        }
    }

    @Test
    void the_reader_sees_no_key() {
        assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> JdbcClient.create(database.reader())
                .sql("SELECT wrapped FROM event_store.tenant_key").query(byte[].class).list())
                .withStackTraceContaining("permission denied");
    }

    /** The steps of docs/encryption.md. */
    @Test
    void master_keys_are_changed_while_nodes_with_either_serve() {
        byte[] sealed = seal(nodes.node('a', null), "a");
        Vault first = nodes.node('a', 'b');
        assertThat(opens(first, sealed)).isTrue();

        Vault second = nodes.node('b', 'a');

        assertThat(keys("wrapped_by = '" + id('b') + "'")).isEqualTo(1);
        TenantId newcomer = TenantId.next();
        second.keyOf(newcomer);
        assertThat(List.of(second, nodes.node('a', 'b'), nodes.node('b', 'a'), nodes.node('b', null)))
                .allSatisfy(node -> {
                    assertThat(opens(node, sealed)).isTrue();
                    assertThat(node.keyOf(newcomer).isDestroyed()).isFalse();
                });
    }

    @Test
    void as_many_keys_as_there_are_are_wrapped_anew() {
        Vault before = nodes.node('a', null);
        Set<TenantId> tenants = new HashSet<>();
        Stream.generate(TenantId::next).limit(600).peek(tenants::add).forEach(before::keyOf);

        Vault after = nodes.node('b', 'a');

        assertThat(keys("wrapped_by = '" + id('b') + "'")).isEqualTo(tenants.size());
        assertThat(after.rewrap()).isZero();
    }

    @Test
    void a_node_that_was_not_given_the_key_that_keys_are_wrapped_by_does_not_start() {
        seal(nodes.vault(), "a");

        assertThatIllegalStateException().isThrownBy(() -> nodes.node('c', null)).withMessageContaining(id('a'))
                .withMessageContaining("MASTER_KEY_OLD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "not base64 at all!", "QUJDRA=="})
    void a_master_key_that_is_none_is_refused_and_not_repeated(String key) {
        assertThatIllegalStateException().isThrownBy(() -> MasterKeys.of(given(key, null))).withMessageContaining(
                "MASTER_KEY").withMessageNotContaining(key);
    }

    @Test
    void without_a_master_key_nothing_starts() {
        assertThatIllegalStateException().isThrownBy(() -> MasterKeys.of(given(" ", Path.of(""))))
                .withMessageContaining("MASTER_KEY_FILE");
    }

    @Test
    void the_sandbox_makes_a_key_and_keeps_it_for_its_owner_alone(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("keys/master.key");

        MasterKeys made = MasterKeys.of(given(null, file));

        assertThat(MasterKeys.of(given(null, file)).current().id()).isEqualTo(made.current().id());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(file.getParent()).isDirectoryContaining(file::equals).isDirectoryNotContaining(
                other -> !other.equals(file));
        assertThat(given("secret", file).toString()).doesNotContain("secret");
    }

    private static VaultProperties given(@Nullable String key, @Nullable Path keyFile) {
        return new VaultProperties(key, null, null, null, keyFile, Duration.ofSeconds(60));
    }

    private byte[] seal(Vault node, String place) {
        return node.keyOf(tenant).seal(TYPED, place).orElseThrow();
    }

    private boolean opens(Vault node, byte[] sealed) {
        return node.keyOf(tenant).open(sealed, "a").map(String::new).equals(Optional.of(new String(TYPED, UTF_8)));
    }

    private long keys(String condition) {
        return JdbcClient.create(database.owner())
                .sql("SELECT count(*) FROM event_store.tenant_key WHERE " + condition).query(Long.class).single();
    }

    private static String id(char key) {
        return MasterKeys.of(given(TestVault.key(key), null)).current().id();
    }
}
