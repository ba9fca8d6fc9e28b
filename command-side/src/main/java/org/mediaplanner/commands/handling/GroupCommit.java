package org.mediaplanner.commands.handling;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.handling.Request.End;
import org.springframework.stereotype.Component;

/**
 * Lets commands that arrive together share one transaction. Whoever comes when the place is free takes all that wait
 * and carries them out, its own among them; who comes meanwhile waits and is taken by the next. So a lone command waits
 * for nobody, and the busier it is, the more commands share a flush of the database's log (flat combining: Hendler,
 * Incze, Shavit, Tzafrir, SPAA 2010).
 */
@Component
class GroupCommit {

    /** While one group is written, another is decided. */
    private static final int LANES = 2;

    private final CommandGroup group;
    private final int largest;
    /** An aggregate has its lane: groups of this node then never race for one. */
    private final List<Lane> lanes = Stream.generate(Lane::new).limit(LANES).toList();

    GroupCommit(CommandGroup group, HandlingProperties properties) {
        this.group = group;
        this.largest = properties.largestGroup();
    }

    boolean isOff() {
        return largest == 0;
    }

    /** Returns when {@code request} has come to an end. */
    End carryOut(Request request) {
        Lane lane = lanes.get(Math.floorMod(request.aggregate().hashCode(), LANES));
        lane.waiting.add(request);
        boolean interrupted = false;
        @Nullable
        End end;
        while ((end = request.end()) == null) {
            if (lane.place.tryAcquire()) {
                lead(lane);
            } else {
                LockSupport.park(this);
                // It is durable or not, whoever lost patience: the answer is waited for.
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return end;
    }

    private void lead(Lane lane) {
        try {
            List<Request> requests = lane.next(largest);
            if (!requests.isEmpty()) {
                group.carryOut(requests);
            }
        } finally {
            lane.place.release();
            // Whoever came meanwhile found no place; this looks after the place is free, so that none is forgotten.
            Request next = lane.waiting.peek();
            if (next != null) {
                next.wake();
            }
        }
    }

    private static final class Lane {

        private final Queue<Request> waiting = new ConcurrentLinkedQueue<>();
        private final Semaphore place = new Semaphore(1);

        private List<Request> next(int most) {
            List<Request> requests = new ArrayList<>();
            while (requests.size() < most) {
                Request next = waiting.poll();
                if (next == null) {
                    break;
                }
                requests.add(next);
            }
            return requests;
        }
    }
}
