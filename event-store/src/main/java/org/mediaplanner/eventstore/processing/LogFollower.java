package org.mediaplanner.eventstore.processing;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.eventstore.storage.SharedPages;
import org.mediaplanner.eventstore.storage.SharedPages.Following;
import org.mediaplanner.eventstore.storage.SharedPages.Page;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads the log past a listener, page by page, on one thread: the token first, then what the listener writes, in one
 * transaction. It does what Axon's pooled processor does for one segment, with what that costs for each event paid once
 * for a page, and reading and decoding paid once for all who follow.
 */
final class LogFollower implements Runnable {

    /** How soon a node looks again for what another one has, and half of how long a claim may rest. */
    private static final long CLAIM_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);

    private final String name;
    private final BatchListener listener;
    private final SharedPages pages;
    private final Claim claim;
    private final PageTransaction transaction;
    private final PassedTokens passed;
    private final Semaphore turns;
    private final ProcessorFaults faults;
    private final Semaphore reasonToLook = new Semaphore(0);
    private volatile boolean stopping;

    /** What is behind it; {@code null} without the claim. */
    private @Nullable GapAwareTrackingToken token;
    /** When the claim was taken, used or prolonged. */
    private long claimedAt;
    private int failures;

    /**
     * @param passed what all of a node's followers passed
     * @param turns how many followers may write at once
     */
    LogFollower(String name, BatchListener listener, SharedPages pages, Claim claim, PageTransaction transaction,
            PassedTokens passed, Semaphore turns, ProcessorFaults faults) {
        this.name = name;
        this.listener = listener;
        this.pages = pages;
        this.claim = claim;
        this.transaction = transaction;
        this.passed = passed;
        this.turns = turns;
        this.faults = faults;
    }

    /** Ends it behind the page in hand. */
    void stop() {
        stopping = true;
        reasonToLook.release();
    }

    @Override
    public void run() {
        try (Following log = pages.follow(reasonToLook::release)) {
            while (!stopping) {
                step(log);
            }
        }
        leave();
    }

    private void step(Following log) {
        try {
            GapAwareTrackingToken here = token;
            if (here == null) {
                take();
            } else {
                Optional<Page> next = log.after(here);
                if (next.isPresent()) {
                    pass(next.get());
                } else {
                    idle();
                }
                failures = 0;
                faults.over(name);
            }
        } catch (UnableToClaimTokenException gone) {
            LOG.debug("{} is not this node's any more", name);
            lose();
        } catch (RuntimeException failed) {
            failed(failed);
        }
    }

    private void take() {
        Optional<GapAwareTrackingToken> taken = claim.take();
        if (taken.isPresent()) {
            token = taken.get();
            claimedAt = System.nanoTime();
            listener.begin();
        } else {
            // Not at the next event: what another node has does not come free because something was written.
            rest(CLAIM_NANOS);
        }
    }

    private void pass(Page page) {
        if (page.events().stream().anyMatch(listener::concerns)) {
            passed.forget(name);
            turns.acquireUninterruptibly();
            try {
                transaction.run(() -> {
                    // First, so that whoever holds the row knows that nothing is written meanwhile.
                    claim.move(page.end());
                    BatchInvoker.unchecked(listener, page.events());
                });
            } finally {
                turns.release();
            }
            token = page.end();
            claimedAt = System.nanoTime();
        } else {
            token = page.end();
            passed.note(name, page.end());
            prolong();
        }
    }

    private void idle() {
        prolong();
        await(CLAIM_NANOS);
    }

    private void prolong() {
        if (System.nanoTime() - claimedAt >= CLAIM_NANOS) {
            claim.extend();
            claimedAt = System.nanoTime();
        }
    }

    private void lose() {
        token = null;
        passed.forget(name);
    }

    /** The transaction was rolled back, or nobody knows: the row is asked where this stands. */
    private void failed(RuntimeException failure) {
        lose();
        faults.note(name, failure);
        if (Failures.isOutage(failure)) {
            LOG.info("{} waits for the database: {}", name, Failures.describe(failure));
        } else {
            LOG.warn("{} comes again to what it failed on", name, failure);
        }
        rest(Math.min(LONGEST_PAUSE_NANOS, FIRST_PAUSE_NANOS << Math.min(failures++, 10)));
    }

    private void await(long nanos) {
        try {
            if (reasonToLook.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
                reasonToLook.drainPermits();
            }
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    /** Whatever there may be to look at. */
    private void rest(long nanos) {
        long end = System.nanoTime() + nanos;
        while (!stopping && System.nanoTime() < end) {
            LockSupport.parkNanos(this, Math.min(nanos, FIRST_PAUSE_NANOS));
        }
    }

    private void leave() {
        GapAwareTrackingToken here = token;
        if (here == null) {
            return;
        }
        try {
            passed.forget(name);
            transaction.run(() -> claim.move(here));
            claim.release();
        } catch (RuntimeException away) {
            LOG.debug("{} keeps its claim until it runs out", name, away);
        }
    }
}
