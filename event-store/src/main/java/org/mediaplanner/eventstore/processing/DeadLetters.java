package org.mediaplanner.eventstore.processing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.EventLog;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.eventstore.processing.DeadLetter.State;
import org.mediaplanner.eventstore.token.StoredToken;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What processors could not handle: seen, tried again, or given up with a reason. Calls block. */
@Component
public final class DeadLetters {

    private final DeadLetterTable table;
    private final EventLog log;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final TransactionTemplate savepoint;
    private final Map<String, ProcessorRegistration> registrations;

    DeadLetters(DeadLetterTable table, EventLog log, JdbcTemplate jdbc, PlatformTransactionManager transactions,
            List<ProcessorRegistration> registrations) {
        this.table = table;
        this.log = log;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.savepoint = nested(transactions);
        this.registrations = registrations.stream()
                .collect(Collectors.toMap(ProcessorRegistration::name, Function.identity()));
    }

    static TransactionTemplate nested(PlatformTransactionManager transactions) {
        TransactionTemplate nested = new TransactionTemplate(transactions);
        nested.setPropagationBehavior(TransactionTemplate.PROPAGATION_NESTED);
        return nested;
    }

    /**
     * Those that wait, the oldest first.
     *
     * @param tenant whose; of all where {@code null}
     * @param after the id of the last one seen
     */
    public List<DeadLetter> parked(@Nullable TenantId tenant, @Nullable String after, int limit) {
        return table.parked(tenant, after, limit);
    }

    public Optional<DeadLetter> find(String id) {
        return table.find(id);
    }

    /** How many wait, of {@code tenant}, or of all where it is {@code null}. */
    public long count(@Nullable TenantId tenant) {
        return table.count(tenant);
    }

    /** How many wait, by processor; without those for which none does. */
    public Map<String, Long> counts() {
        return table.counts();
    }

    /** The events that {@code processor} does without, as somebody decided. */
    public Set<Long> dismissed(String processor) {
        return table.dismissed(processor);
    }

    /**
     * Ends the waiting of all letters of {@code processor}, in the current transaction of {@code jdbc}: what it writes
     * was built anew, with them.
     *
     * @return how many waited
     */
    public static int rebuilt(JdbcOperations jdbc, String processor, String by) {
        return jdbc.update("""
                UPDATE event_store.dead_letter SET state = 'REBUILT', decided_by = ?, decided_at = now()
                 WHERE processor_name = ? AND state = 'PARKED'
                """, by, processor);
    }

    /**
     * Handles the letter's whole aggregate again, in order, up to the first event that fails, which stays with its
     * new error, and those behind it. What succeeds is there exactly once.
     *
     * @return the letter as it is then, or empty where it does not wait any more
     */
    public Optional<DeadLetter> retry(String id, String by) {
        return whileParked(id, letter -> {
            for (DeadLetter next : table.sequence(letter.processor(), letter.aggregateId())) {
                if (!handled(next)) {
                    break;
                }
                table.settle(next.id(), State.RETRIED, null, by);
            }
        });
    }

    /** The processor does without this event; those behind it can then be retried. @return as {@link #retry} */
    public Optional<DeadLetter> dismiss(String id, String reason, String by) {
        return whileParked(id, letter -> table.settle(id, State.DISMISSED, reason, by));
    }

    private Optional<DeadLetter> whileParked(String id, Consumer<DeadLetter> change) {
        return transaction.execute(status -> {
            Optional<DeadLetter> found = table.find(id);
            found.ifPresent(letter -> StoredToken.lock(jdbc, letter.processor()));
            // Looked at again: it may have been settled while the processor was at work.
            Optional<DeadLetter> parked = table.find(id).filter(letter -> letter.state() == State.PARKED);
            parked.ifPresent(change);
            return parked.flatMap(letter -> table.find(letter.id()));
        });
    }

    private boolean handled(DeadLetter letter) {
        List<RecordedEvent<?>> event = log.at(List.of(letter.globalIndex()));
        try {
            savepoint.executeWithoutResult(status -> BatchInvoker.unchecked(listener(letter.processor()), event));
            return true;
        } catch (RuntimeException e) {
            if (!Failures.isOfTheEvent(e)) {
                throw e;
            }
            table.failedAgain(letter.id(), Failures.describe(e));
            return false;
        }
    }

    private BatchListener listener(String processor) {
        ProcessorRegistration registration = registrations.get(processor);
        if (registration == null) {
            throw new IllegalStateException("There is no processor " + processor + " any more");
        }
        return registration.parkingListener();
    }
}
