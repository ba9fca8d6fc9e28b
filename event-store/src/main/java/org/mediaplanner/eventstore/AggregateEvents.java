package org.mediaplanner.eventstore;

import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.mediaplanner.events.tenant.TenantId;

/** Reads the events of aggregates, for those who decide. */
public interface AggregateEvents {

    /** One aggregate of one tenant. An id alone is not enough: it may be another tenant's. */
    record AggregateRef(TenantId tenantId, String aggregateId) {}

    /**
     * The events of each aggregate from a sequence number on, in order, with one statement. An aggregate without any,
     * or of another tenant, is not in the answer.
     *
     * @param from the first sequence number wanted of each
     */
    Map<AggregateRef, List<DomainEventMessage<?>>> read(Map<AggregateRef, Long> from);

    /** As {@link #read(Map)}, of one aggregate. */
    List<DomainEventMessage<?>> read(AggregateRef aggregate, long from);
}
