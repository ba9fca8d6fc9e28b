package org.mediaplanner.sagas.allocation;

import static org.springframework.core.NestedExceptionUtils.getMostSpecificCause;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Commands;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.budget.BudgetCommand.TakeBackAllocation;
import org.mediaplanner.commands.campaign.CampaignCommand.FollowAllocation;
import org.mediaplanner.events.ActorType;
import org.mediaplanner.sagas.allocation.Allocation.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Drives allocation processes: asks the campaign to follow; where it refuses, asks the ledger to take the money back.
 * Both commands may be given twice and count once, so that a process may be taken up again wherever a node died in it.
 * What fails for another cause than a refusal is tried again, ever less often, and stays in the list of open processes.
 */
@Component
class AllocationRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AllocationRunner.class);
    private static final String ACTOR = "allocation-process";
    private static final int AT_ONCE = 50;
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int DOUBLINGS = 12;

    private final Allocations allocations;
    private final Commands commands;
    private final Semaphore awake = new Semaphore(0);
    private volatile @Nullable Thread thread;

    AllocationRunner(Allocations allocations, Commands commands) {
        this.allocations = allocations;
        this.commands = commands;
    }

    /** There is something to do. */
    void wake() {
        awake.release();
    }

    @Override
    public void start() {
        // Known before it runs: it ends itself where it does not find itself running.
        Thread unstarted = Thread.ofVirtual().name(ACTOR).unstarted(this::run);
        thread = unstarted;
        unstarted.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            wake();
            try {
                running.join(LEASE);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (isRunning()) {
            try {
                List<Allocation> due = allocations.takeDue(AT_ONCE, LEASE);
                due.forEach(this::goOn);
                if (due.isEmpty() && awake.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
                    awake.drainPermits();
                }
            } catch (InterruptedException interrupted) {
                return;
            } catch (RuntimeException fault) {
                LOG.warn("Open allocations cannot be read: {}", getMostSpecificCause(fault).getMessage());
                pauseAfterFault();
            }
        }
    }

    private void goOn(Allocation allocation) {
        try {
            switch (allocation.state()) {
                case OPEN -> follow(allocation);
                case COMPENSATING -> takeBack(allocation);
                default -> throw new IllegalStateException(allocation + " has ended");
            }
        } catch (RuntimeException fault) {
            Duration pause = pause(allocation.attempts());
            LOG.warn("Allocation {} of {} is tried again in {}", allocation.eventId(), allocation.campaignId(), pause,
                    fault);
            allocations.postpone(allocation, reason(fault), pause);
        }
    }

    /** For the tenant to read, who is told nothing of the inside of this program. */
    private static String reason(RuntimeException fault) {
        return fault instanceof Refusal ? String.valueOf(fault.getMessage()) : "It could not be done at the moment";
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

    static Duration pause(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(Math.max(0, attempts - 1), DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void pauseAfterFault() {
        try {
            Thread.sleep(IDLE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
