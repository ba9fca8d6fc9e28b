package org.mediaplanner.eventstore;

import java.util.Map;

import org.mediaplanner.events.tenant.TenantId;

/** Hears of new positions on the node that gave them, so that it can tell the others. */
@FunctionalInterface
public interface PositionListener {

    /**
     * The last position of each tenant that has new ones, after they were committed. Called by the sequencer's thread,
     * which goes on when this returns; what it throws is logged and changes nothing.
     */
    void reached(Map<TenantId, Long> heads);
}
