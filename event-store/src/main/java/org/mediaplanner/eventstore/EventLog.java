package org.mediaplanner.eventstore;

import java.util.Collection;
import java.util.List;

import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.tenant.TenantId;

/** Reads recorded events past Axon, page by page: for rebuilding views and for looking back. */
public interface EventLog {

    /** The events of all tenants with a global index above {@code after}, {@code through} being the last, in order. */
    List<RecordedEvent<?>> between(long after, long through);

    /** As {@link #between(long, long)}, without those that are none of {@code families}: they are not even read. */
    List<RecordedEvent<?>> between(long after, long through, Collection<Class<? extends DomainEvent>> families);

    /** Those of the events at {@code globalIndexes} that can be read, in order. */
    List<RecordedEvent<?>> at(Collection<Long> globalIndexes);

    /** The events of one aggregate of {@code tenantId} in order; none for another tenant's. */
    List<RecordedEvent<?>> ofAggregate(TenantId tenantId, String aggregateId);

    /**
     * The highest global index below which nothing can become readable any more; 0 where there is none. A view that
     * was built by {@link #between} up to here has missed nothing; what is above belongs to a processor.
     */
    long settledIndex();
}
