package org.mediaplanner.sagas.allocation;

import java.time.Duration;
import java.util.List;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Commands;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.budget.BudgetCommand.TakeBackAllocation;
import org.mediaplanner.commands.campaign.CampaignCommand.FollowAllocation;
import org.mediaplanner.events.ActorType;
import org.mediaplanner.sagas.allocation.Allocation.State;
import org.mediaplanner.sagas.process.DueRunner;
import org.springframework.stereotype.Component;

/**
 * Drives allocation processes: asks the campaign to follow; where it refuses, asks the ledger to take the money back.
 * Both commands may be given twice and count once.
 */
@Component
class AllocationRunner extends DueRunner<Allocation> {

    private static final String ACTOR = "allocation-process";
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final Allocations allocations;
    private final Commands commands;

    AllocationRunner(Allocations allocations, Commands commands) {
        super(ACTOR, LONGEST_PAUSE);
        this.allocations = allocations;
        this.commands = commands;
    }

    @Override
    protected List<Allocation> takeDue(int limit, Duration lease) {
        return allocations.takeDue(limit, lease);
    }

    @Override
    protected int attempts(Allocation allocation) {
        return allocation.attempts();
    }

    @Override
    protected void postpone(Allocation allocation, String reason, Duration pause) {
        allocations.postpone(allocation, reason, pause);
    }

    @Override
    protected void goOn(Allocation allocation) {
        switch (allocation.state()) {
            case OPEN -> follow(allocation);
            case COMPENSATING -> takeBack(allocation);
            default -> throw new IllegalStateException(allocation + " has ended");
        }
    }

    private void follow(Allocation allocation) {
        boolean more = allocation.delta().isPositive();
        try {
            commands.send(caller(allocation), new FollowAllocation(allocation.campaignId(), allocation.budgetId(),
                    allocation.ledgerVersion(), allocation.allocated(), more));
            allocations.move(allocation, State.FOLLOWED, null);
        } catch (Refusal refusal) {
            if (refusal.isPassing()) {
                throw refusal;
            }
            allocations.move(allocation, more ? State.COMPENSATING : State.REFUSED, refusal.getMessage());
            wake();
        }
    }

    private void takeBack(Allocation allocation) {
        commands.send(caller(allocation), new TakeBackAllocation(allocation.budgetId(), allocation.campaignId(),
                allocation.delta(), allocation.ledgerVersion(), String.valueOf(allocation.reason())));
        allocations.move(allocation, State.COMPENSATED, null);
    }

    private static Caller caller(Allocation allocation) {
        return new Caller(allocation.tenantId(), ActorType.SYSTEM, ACTOR, ACTOR + "/" + allocation.eventId(),
                allocation.eventId());
    }
}
