package org.mediaplanner.sagas.allocation;

import java.time.Instant;
import java.util.List;
import org.mediaplanner.events.budget.BudgetEvent;
import org.mediaplanner.events.budget.BudgetEvent.AllocationTakenBack;
import org.mediaplanner.events.budget.BudgetEvent.BudgetAllocated;
import org.mediaplanner.events.budget.BudgetEvent.BudgetReallocated;
import org.mediaplanner.events.budget.BudgetEvent.BudgetReleased;
import org.mediaplanner.events.budget.BudgetEvent.Move;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.eventstore.processing.BatchListener;
import org.mediaplanner.sagas.allocation.Allocation.State;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Begins a process for each campaign that a ledger moved money to or from; the {@link AllocationRunner} goes on. */
@Component
class WhenAllocatedThenCampaignFollows implements BatchListener {

    static final String PROCESSOR = "allocation-process";

    private final Allocations allocations;
    private final AllocationRunner runner;

    WhenAllocatedThenCampaignFollows(Allocations allocations, AllocationRunner runner) {
        this.allocations = allocations;
        this.runner = runner;
    }

    @Override
    public boolean concerns(RecordedEvent<?> recorded) {
        return !moves(recorded).isEmpty();
    }

    @Override
    public void handle(List<RecordedEvent<?>> batch) {
        List<Allocation> begun = batch.stream()
                .flatMap(recorded -> moves(recorded).stream().map(move -> begin(recorded, move))).toList();
        if (begun.isEmpty()) {
            return;
        }
        allocations.begin(begun);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void afterCommit() {
                runner.wake();
            }
        });
    }

    private static List<Move> moves(RecordedEvent<?> recorded) {
        return switch (recorded.event()) {
            case BudgetAllocated e -> List.of(e.move());
            case BudgetReleased e -> List.of(e.move());
            case AllocationTakenBack e -> List.of(e.move());
            case BudgetReallocated e -> e.moves();
            default -> List.of();
        };
    }

    private static Allocation begin(RecordedEvent<?> recorded, Move move) {
        BudgetEvent event = (BudgetEvent) recorded.event();
        return new Allocation(recorded.eventId().toString(), move.campaignId(), recorded.tenantId(), event.budgetId(),
                recorded.aggregateVersion(), move.delta(), move.allocated(), State.OPEN, null, 0,
                recorded.recordedAt(), Instant.EPOCH, null);
    }
}
