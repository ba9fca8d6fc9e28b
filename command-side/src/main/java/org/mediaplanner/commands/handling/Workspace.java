package org.mediaplanner.commands.handling;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.eventstore.AggregateEvents.AggregateRef;

/**
 * The aggregates that a unit of work has loaded, as it leaves them; or those of a group of commands that are committed
 * together, each of which sees what those before it have done.
 */
final class Workspace {

    private static final ScopedValue<Workspace> OF_GROUP = ScopedValue.newInstance();

    private final Map<AggregateRef, History> histories;
    private final Map<AggregateRef, Loaded<?>> aggregates = new HashMap<>();
    private final Map<AggregateRef, Loaded<?>> ofCommand = new HashMap<>();

    /** @param histories what was read already */
    Workspace(Map<AggregateRef, History> histories) {
        this.histories = histories;
    }

    /**
     * An aggregate as it is remembered, and the events since.
     *
     * @param newer all of them; those behind the last one are not committed yet
     */
    record History(Loaded<?> known, List<DomainEventMessage<?>> newer) {}

    /** That of the group in which the caller's command is carried out, or else of its unit of work. */
    static Workspace current(AggregateCache cache) {
        if (OF_GROUP.isBound()) {
            return OF_GROUP.get();
        }
        UnitOfWork<?> work = CurrentUnitOfWork.get().root();
        return work.getOrComputeResource(Workspace.class.getName(), name -> {
            Workspace workspace = new Workspace(Map.of());
            work.afterCommit(committed -> workspace.remember(cache));
            return workspace;
        });
    }

    /** Carries a command of a group out; what it changes counts only if it succeeds. */
    <T, X extends Throwable> T during(ScopedValue.CallableOp<T, X> command) throws X {
        try {
            T result = ScopedValue.where(OF_GROUP, this).call(command);
            aggregates.putAll(ofCommand);
            return result;
        } finally {
            ofCommand.clear();
        }
    }

    /** What was read already of {@code aggregate}, or else what {@code reader} reads now. */
    History history(AggregateRef aggregate, Function<AggregateRef, History> reader) {
        History read = histories.get(aggregate);
        return read == null ? reader.apply(aggregate) : read;
    }

    @Nullable
    Loaded<?> find(AggregateRef aggregate) {
        Loaded<?> own = ofCommand.get(aggregate);
        return own == null ? aggregates.get(aggregate) : own;
    }

    void put(AggregateRef aggregate, Loaded<?> loaded) {
        ofCommand.put(aggregate, loaded);
    }

    /** To be called when what was done is committed. */
    void remember(AggregateCache cache) {
        aggregates.putAll(ofCommand);
        aggregates.forEach(cache::put);
    }
}
