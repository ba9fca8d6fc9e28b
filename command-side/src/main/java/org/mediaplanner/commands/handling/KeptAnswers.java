package org.mediaplanner.commands.handling;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Command;
import org.mediaplanner.commands.Commands.IdempotencyKey;
import org.mediaplanner.commands.Commands.KeyInUse;
import org.mediaplanner.commands.Commands.KeyReused;
import org.mediaplanner.eventstore.AppendedPosition;
import org.springframework.core.ResolvableType;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Remembers what was answered to a request with a key, in the transaction that appended its events: a request that
 * comes again gets the answer and causes nothing. Refusals are not kept.
 */
@Component
class KeptAnswers {

    static final String KEY = "idempotencyKey";

    private static final String KEPT = """
              FROM command_side.kept_answer
             WHERE tenant_id = :tenant AND actor_id = :actor AND scope = :scope AND key = :key
               AND kept_at > now() - interval '24 hours'
            """;

    private final JdbcClient jdbc;
    /** Its own: how the door writes its answers must not change how they are kept. */
    private final JsonMapper json = JsonMapper.builder().build();

    KeptAnswers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a command came to: new, or kept from before with the position of then. */
    record Handled(Object result, @Nullable Long keptPosition) {}

    private record Kept(boolean locked, @Nullable String bodyHash, @Nullable String result, @Nullable Long position) {}

    Handled answer(CommandMessage<?> message, Supplier<Object> handler) {
        if (!(message.getMetaData().get(KEY) instanceof IdempotencyKey key)) {
            return new Handled(handler.get(), null);
        }
        Caller caller = Callers.of(message.getMetaData());
        Kept kept = lock(caller, key);
        if (!kept.locked()) {
            throw new KeyInUse();
        }
        Optional<Object> earlier = result(kept, key, message.getPayloadType());
        if (earlier.isPresent()) {
            return new Handled(earlier.get(), kept.position());
        }
        Object result = handler.get();
        // Registered after the events were published, so that their position is known when it runs.
        CurrentUnitOfWork.get().onPrepareCommit(unitOfWork -> keep(caller, key, result, AppendedPosition.last()));
        return new Handled(result, null);
    }

    /** What was answered under {@code key} to a command of {@code type}. */
    Optional<Object> find(Caller caller, Class<?> type, IdempotencyKey key) {
        return jdbc.sql("SELECT false AS locked, body_hash, result, position " + KEPT)
                .params(parameters(caller, key)).query(KeptAnswers::kept).optional()
                .flatMap(kept -> result(kept, key, type));
    }

    private Optional<Object> result(Kept kept, IdempotencyKey key, Class<?> type) {
        if (kept.bodyHash() != null && !kept.bodyHash().equals(key.bodyHash())) {
            throw new KeyReused();
        }
        return Optional.ofNullable(kept.result()).map(result -> json.readValue(result,
                json.constructType(ResolvableType.forClass(type).as(Command.class).getGeneric(0).getType())));
    }

    @Scheduled(fixedDelayString = "PT1H")
    void forgetOldOnes() {
        jdbc.sql("DELETE FROM command_side.kept_answer WHERE kept_at < now() - interval '24 hours'").update();
    }

    private Kept lock(Caller caller, IdempotencyKey key) {
        return jdbc.sql("""
                SELECT pg_try_advisory_xact_lock(hashtextextended(:tenant || :actor || :scope || :key, 0)) AS locked,
                       kept.body_hash, kept.result, kept.position
                  FROM (SELECT 1) AS one LEFT JOIN (SELECT body_hash, result, position
                """ + KEPT + ") AS kept ON true")
                .params(parameters(caller, key))
                .query(KeptAnswers::kept)
                .single();
    }

    private static Kept kept(ResultSet row, int number) throws SQLException {
        return new Kept(row.getBoolean("locked"), row.getString("body_hash"), row.getString("result"),
                row.getObject("position", Long.class));
    }

    private void keep(Caller caller, IdempotencyKey key, Object result, OptionalLong position) {
        int kept = jdbc.sql("""
                INSERT INTO command_side.kept_answer AS kept
                       (tenant_id, actor_id, scope, key, body_hash, result, position)
                VALUES (:tenant, :actor, :scope, :key, :bodyHash, :result, :position)
                    ON CONFLICT (tenant_id, actor_id, scope, key) DO UPDATE
                   SET body_hash = excluded.body_hash, result = excluded.result, position = excluded.position,
                       kept_at = now()
                 WHERE kept.kept_at <= now() - interval '24 hours'
                """)
                .params(parameters(caller, key))
                .param("bodyHash", key.bodyHash())
                .param("result", json.writeValueAsString(result))
                .param("position", position.isPresent() ? position.getAsLong() : null)
                .update();
        if (kept == 0) {
            throw new ConcurrencyFailureException("The twin of this request committed between look and lock");
        }
    }

    private static Map<String, Object> parameters(Caller caller, IdempotencyKey key) {
        return Map.of("tenant", caller.tenantId().value(), "actor", caller.actorId(), "scope", key.scope(), "key",
                key.key());
    }
}
