package org.mediaplanner.eventstore.testing;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.mediaplanner.events.ActorType;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.Metadata;
import org.mediaplanner.events.identity.UuidV7;
import org.mediaplanner.events.tenant.TenantId;

/** Messages as the command side would publish them. */
public final class TestEvents {

    private TestEvents() {}

    /** What a command of {@code tenant} carries. */
    public static MetaData metadata(TenantId tenant) {
        return MetaData.from(Map.of(Metadata.TENANT_ID, tenant.value(), Metadata.ACTOR_ID, "usr_test",
                Metadata.ACTOR_TYPE, ActorType.USER.name(), Metadata.REQUEST_ID, "req_test"));
    }

    /** The events of one aggregate from {@code version} on (1 for its first). */
    public static List<EventMessage<?>> from(long version, TenantId tenant, DomainEvent... events) {
        return IntStream.range(0, events.length).<EventMessage<?>>mapToObj(i -> new GenericDomainEventMessage<>("test",
                events[i].streamId(), version - 1 + i, events[i], metadata(tenant))).toList();
    }

    /** An event in a stream of its own, which is not that of its aggregate. */
    public static EventMessage<?> alone(TenantId tenant, DomainEvent event) {
        return new GenericDomainEventMessage<>("test", UuidV7.next().toString(), 0, event, metadata(tenant));
    }
}
