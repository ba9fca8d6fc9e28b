package org.mediaplanner.commands.handling;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Command;
import org.mediaplanner.commands.Commands.IdempotencyKey;
import org.mediaplanner.commands.Commands.KeyInUse;
import org.mediaplanner.commands.Commands.KeyReused;
import org.mediaplanner.commands.handling.KeptAnswerTable.Kept;
import org.mediaplanner.commands.handling.KeptAnswerTable.KeyRef;
import org.mediaplanner.commands.handling.KeptAnswerTable.Looked;
import org.mediaplanner.eventstore.AppendedPosition;
import org.springframework.core.ResolvableType;
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

    private final KeptAnswerTable table;
    /** Its own: how the door writes its answers must not change how they are kept. */
    private final JsonMapper json = JsonMapper.builder().build();

    KeptAnswers(KeptAnswerTable table) {
        this.table = table;
    }

    /** What a command came to: new, or kept from before with the position of then. */
    record Handled(Object result, @Nullable Long keptPosition, boolean kept) {

        static Handled anew(Object result) {
            return new Handled(result, null, false);
        }
    }

    /** @param position of the last event of what was answered */
    record Answered(Caller caller, IdempotencyKey key, Object result, @Nullable Long position) {}

    /** The answer kept under the key of {@code message}, or else that of {@code handler}, which is then kept. */
    Handled answer(CommandMessage<?> message, Supplier<Object> handler) {
        if (!(message.getMetaData().get(KEY) instanceof IdempotencyKey key)) {
            return Handled.anew(handler.get());
        }
        Caller caller = Callers.of(message.getMetaData());
        Looked looked = table.lock(KeyRef.of(caller, key));
        if (!looked.locked()) {
            throw new KeyInUse();
        }
        if (looked.kept() != null) {
            return handled(looked.kept(), message.getPayloadType(), key);
        }
        Object result = handler.get();
        // Registered after the events were published, so that their position is known when it runs.
        CurrentUnitOfWork.get().onPrepareCommit(unitOfWork -> {
            OptionalLong position = AppendedPosition.last();
            keep(List.of(new Answered(caller, key, result, position.isPresent() ? position.getAsLong() : null)));
        });
        return Handled.anew(result);
    }

    /** What was answered under {@code key} to a command of {@code type}. */
    Optional<Handled> find(Caller caller, Class<?> type, IdempotencyKey key) {
        return table.find(KeyRef.of(caller, key)).map(kept -> handled(kept, type, key));
    }

    /** What was answered to those of {@code requests} that came before. */
    Map<KeyRef, Kept> find(Set<KeyRef> requests) {
        return table.find(requests);
    }

    /** @throws KeyReused where {@code kept} is the answer to something else */
    Handled handled(Kept kept, Class<?> type, IdempotencyKey key) {
        if (!kept.bodyHash().equals(key.bodyHash())) {
            throw new KeyReused();
        }
        Object result = json.readValue(kept.result(),
                json.constructType(ResolvableType.forClass(type).as(Command.class).getGeneric(0).getType()));
        return new Handled(result, kept.position(), true);
    }

    void keep(Collection<Answered> answers) {
        table.keep(answers.stream().map(answered -> new Kept(KeyRef.of(answered.caller(), answered.key()),
                answered.key().bodyHash(), json.writeValueAsString(answered.result()), answered.position()))
                .collect(Collectors.toList()));
    }

    @Scheduled(fixedDelayString = "PT1H")
    void forgetOldOnes() {
        table.forgetOldOnes();
    }
}
