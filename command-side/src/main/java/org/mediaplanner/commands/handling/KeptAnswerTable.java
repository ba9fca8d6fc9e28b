package org.mediaplanner.commands.handling;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Commands.IdempotencyKey;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of {@code kept_answer}. Calls block. */
@Component
class KeptAnswerTable {

    private static final String FIND = """
            SELECT tenant_id, actor_id, scope, key, body_hash, result, position
              FROM command_side.kept_answer
              JOIN unnest(:tenants::text[], :actors::text[], :scopes::text[], :keys::text[])
                AS wanted (tenant_id, actor_id, scope, key) USING (tenant_id, actor_id, scope, key)
             WHERE kept_at > now() - interval '24 hours'
            """;
    private static final String KEEP = """
            INSERT INTO command_side.kept_answer AS kept
                   (tenant_id, actor_id, scope, key, body_hash, result, position)
            SELECT * FROM unnest(:tenants::text[], :actors::text[], :scopes::text[], :keys::text[], :hashes::text[],
                                 :results::text[], :positions::bigint[])
                ON CONFLICT (tenant_id, actor_id, scope, key) DO UPDATE
               SET body_hash = excluded.body_hash, result = excluded.result, position = excluded.position,
                   kept_at = now()
             WHERE kept.kept_at <= now() - interval '24 hours'
            """;

    private final JdbcClient jdbc;

    KeptAnswerTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A caller's name for a request. */
    record KeyRef(String tenantId, String actorId, String scope, String key) {

        static KeyRef of(Caller caller, IdempotencyKey key) {
            return new KeyRef(caller.tenantId().value(), caller.actorId(), key.scope(), key.key());
        }
    }

    /**
     * What was answered.
     *
     * @param result as JSON
     * @param position of the last event, where there was one
     */
    record Kept(KeyRef ref, String bodyHash, String result, @Nullable Long position) {}

    /**
     * What is kept under a name that was to be locked.
     *
     * @param locked false where somebody else carries a request of this name out; nobody begins to until the
     *        transaction ends where it is true
     * @param kept as it was before the lock: a twin may have committed between
     */
    record Looked(boolean locked, @Nullable Kept kept) {}

    /** Locks the name and looks, in one round trip. */
    Looked lock(KeyRef ref) {
        return keyed("""
                SELECT pg_try_advisory_xact_lock(hashtextextended(:all, 0)) AS locked, kept.*
                  FROM (SELECT 1) AS one LEFT JOIN (
                """ + FIND + ") AS kept ON true", List.of(ref))
                .param("all", ref.tenantId() + ref.actorId() + ref.scope() + ref.key())
                .query((row, number) -> new Looked(row.getBoolean("locked"),
                        row.getString("body_hash") == null ? null : read(row)))
                .single();
    }

    Optional<Kept> find(KeyRef ref) {
        return Optional.ofNullable(find(List.of(ref)).get(ref));
    }

    Map<KeyRef, Kept> find(Collection<KeyRef> refs) {
        Map<KeyRef, Kept> found = new HashMap<>();
        if (!refs.isEmpty()) {
            keyed(FIND, refs).query(row -> {
                Kept kept = read(row);
                found.put(kept.ref(), kept);
            });
        }
        return found;
    }

    /** @throws ConcurrencyFailureException where one is kept already, by a twin that came meanwhile */
    void keep(Collection<Kept> answers) {
        int written = keyed(KEEP, answers.stream().map(Kept::ref).toList())
                .param("hashes", column(answers, Kept::bodyHash)).param("results", column(answers, Kept::result))
                .param("positions", answers.stream().map(Kept::position).toArray(Long[]::new)).update();
        if (written < answers.size()) {
            throw new ConcurrencyFailureException("The twin of a request committed between look and lock");
        }
    }

    void forgetOldOnes() {
        jdbc.sql("DELETE FROM command_side.kept_answer WHERE kept_at < now() - interval '24 hours'").update();
    }

    private JdbcClient.StatementSpec keyed(String sql, Collection<KeyRef> refs) {
        return jdbc.sql(sql).param("tenants", column(refs, KeyRef::tenantId))
                .param("actors", column(refs, KeyRef::actorId)).param("scopes", column(refs, KeyRef::scope))
                .param("keys", column(refs, KeyRef::key));
    }

    private static <T> String[] column(Collection<T> rows, Function<T, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    private static Kept read(ResultSet row) throws SQLException {
        return new Kept(
                new KeyRef(row.getString("tenant_id"), row.getString("actor_id"), row.getString("scope"),
                        row.getString("key")),
                row.getString("body_hash"), row.getString("result"), row.getObject("position", Long.class));
    }
}
