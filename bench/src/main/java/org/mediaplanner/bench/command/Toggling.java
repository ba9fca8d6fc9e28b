package org.mediaplanner.bench.command;

import java.time.Duration;
import java.util.List;
import org.mediaplanner.bench.Contest.Variant;
import org.mediaplanner.bench.Load;
import org.mediaplanner.bench.Round;
import org.mediaplanner.bench.command.Campaigns.Owned;

/**
 * Callers that each change campaigns of their own in turn, so that a round has no conflicts. Each round has new ones:
 * they would grow from round to round.
 */
final class Toggling implements Variant {

    private static final int EACH = 512;

    private final int callers;
    private final Campaigns campaigns;
    private final Toggle toggle;

    Toggling(int callers, Campaigns campaigns, Toggle toggle) {
        this.callers = callers;
        this.campaigns = campaigns;
        this.toggle = toggle;
    }

    /** Adds the event that makes {@code version + 1} of it. */
    @FunctionalInterface
    interface Toggle {

        void once(Owned campaign, long version) throws Exception;
    }

    @Override
    public Round run(Duration turn) throws Exception {
        List<Owned> set = campaigns.copies(EACH);
        long[] versions = new long[set.size()];
        int[] next = new int[callers];
        for (int i = 0; i < set.size(); i++) {
            versions[i] = 2;
        }
        for (int caller = 0; caller < callers; caller++) {
            next[caller] = caller;
        }
        return Load.closed(callers, turn, caller -> {
            int place = next[caller];
            next[caller] = place + callers < set.size() ? place + callers : caller;
            toggle.once(set.get(place), versions[place]++);
        });
    }
}
