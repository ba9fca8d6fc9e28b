package org.mediaplanner.commands.handling;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Commands.KeyReused;
import org.mediaplanner.commands.handling.KeptAnswerTable.Kept;
import org.mediaplanner.commands.handling.KeptAnswerTable.KeyRef;
import org.mediaplanner.commands.handling.KeptAnswers.Answered;
import org.mediaplanner.commands.handling.KeptAnswers.Handled;
import org.mediaplanner.commands.handling.Request.End;
import org.mediaplanner.eventstore.database.WithoutDatabase;
import org.mediaplanner.eventstore.storage.AppendGroup;
import org.mediaplanner.eventstore.storage.AppendGroup.Held;
import org.mediaplanner.eventstore.storage.AppendGroups;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries commands out together: what they need is read with one statement, each is decided by itself, and what all
 * of them append and answer is written with one statement each, in one transaction. Each has its own end; where they
 * cannot be committed together (one lost a race, one has something that the store refuses), each is carried out alone.
 */
@Component
class CommandGroup {

    private final Aggregates aggregates;
    private final AggregateCache cache;
    private final Dispatcher dispatcher;
    private final KeptAnswers answers;
    private final AppendGroups appends;
    private final TransactionTemplate transaction;

    CommandGroup(Aggregates aggregates, AggregateCache cache, Dispatcher dispatcher, KeptAnswers answers,
            AppendGroups appends, PlatformTransactionManager transactions) {
        this.aggregates = aggregates;
        this.cache = cache;
        this.dispatcher = dispatcher;
        this.answers = answers;
        this.appends = appends;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Brings each of {@code requests} to an end, whatever happens. */
    void carryOut(List<Request> requests) {
        try {
            Map<Request, End> ends = together(requests);
            requests.forEach(request -> request.end(ends.getOrDefault(request, new End.Alone())));
        } catch (ConcurrencyException | ConcurrencyFailureException | DataIntegrityViolationException conflict) {
            requests.forEach(request -> request.end(new End.Alone()));
        } catch (RuntimeException failed) {
            requests.forEach(request -> request.end(new End.Failed(failed)));
        } catch (Error failed) {
            requests.forEach(request -> request.end(new End.Failed(new IllegalStateException(failed))));
            throw failed;
        }
    }

    private Map<Request, End> together(List<Request> requests) {
        Map<Request, End> ends = new HashMap<>();
        List<Request> open = unanswered(requests, ends);
        // In one order on every node: two groups that meet at the same aggregates then never wait for each other.
        open.sort(Comparator.comparing(request -> request.aggregate().aggregateId()));
        Workspace workspace = aggregates.workspace(open.stream().map(request -> request.aggregate())
                .collect(Collectors.toSet()));
        AppendGroup group = appends.open();
        Map<Request, Held<Object>> decided = new LinkedHashMap<>();
        for (Request request : open) {
            try {
                decided.put(request, group.hold(() -> workspace.during(() -> decide(request))));
            } catch (WithoutDatabase.Needed needed) {
                ends.put(request, new End.Alone());
            } catch (RuntimeException refused) {
                // Its twin may have been carried out, alone or on another node, between the look at what was answered
                // and that at the aggregate: what is refused as stale would be its own doing.
                ends.put(request, request.key() == null ? new End.Failed(refused) : new End.Alone());
            }
        }
        write(group, decided);
        workspace.remember(cache);
        decided.forEach((request, held) -> ends.put(request, new End.Done(held.value(), position(group, held), false)));
        return ends;
    }

    /** Those of {@code requests} that must be carried out; the others have their end in {@code ends}. */
    private List<Request> unanswered(List<Request> requests, Map<Request, End> ends) {
        Map<KeyRef, Kept> kept = answers.find(requests.stream().flatMap(request -> request.keyRef().stream())
                .collect(Collectors.toSet()));
        Set<KeyRef> seen = new HashSet<>();
        List<Request> open = new ArrayList<>();
        for (Request request : requests) {
            @Nullable
            Kept answer = request.keyRef().map(kept::get).orElse(null);
            if (answer != null) {
                ends.put(request, again(request, answer));
            } else if (request.keyRef().map(seen::add).orElse(true)) {
                open.add(request);
            } // else its twin is in this group: it comes behind it, by itself
        }
        return open;
    }

    private End again(Request request, Kept kept) {
        try {
            Handled handled = answers.handled(kept, request.command().getClass(), requireNonNull(request.key()));
            return new End.Done(handled.result(), handled.keptPosition(), true);
        } catch (KeyReused reused) {
            return new End.Failed(reused);
        }
    }

    private Object decide(Request request) {
        return dispatcher.dispatch(request.caller(), request.command(), request.key(), request.metadata()).result();
    }

    private void write(AppendGroup group, Map<Request, Held<Object>> decided) {
        Map<Request, Held<Object>> keyed = new LinkedHashMap<>(decided);
        keyed.keySet().removeIf(request -> request.key() == null);
        if (keyed.isEmpty()) {
            appends.write(group);
        } else {
            transaction.executeWithoutResult(status -> {
                appends.write(group);
                answers.keep(keyed.entrySet().stream()
                        .map(entry -> answer(group, entry.getKey(), entry.getValue())).toList());
            });
        }
        appends.committed();
    }

    private static Answered answer(AppendGroup group, Request request, Held<Object> held) {
        return new Answered(request.caller(), requireNonNull(request.key()), held.value(), position(group, held));
    }

    private static @Nullable Long position(AppendGroup group, Held<?> held) {
        OptionalLong index = group.lastIndex(held);
        return index.isPresent() ? index.getAsLong() : null;
    }
}
