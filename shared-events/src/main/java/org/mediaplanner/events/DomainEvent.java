package org.mediaplanner.events;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.mediaplanner.events.budget.BudgetEvent;
import org.mediaplanner.events.campaign.CampaignEvent;
import org.mediaplanner.events.client.ClientEvent;
import org.mediaplanner.events.performance.PerformanceEvent;
import org.mediaplanner.events.tenant.TenantEvent;
import org.mediaplanner.events.workflow.WorkflowEvent;

/** Something that has happened. Each family of events is sealed, so that a new one breaks the folds that must know it. */
public interface DomainEvent {

    /** The aggregate (or batch) whose stream holds the event. */
    String streamId();

    /** Every event record there is, family by family. */
    static List<Class<? extends DomainEvent>> types() {
        return Stream.of(TenantEvent.class, ClientEvent.class, CampaignEvent.class, BudgetEvent.class,
                PerformanceEvent.class, WorkflowEvent.class).<Class<? extends DomainEvent>>flatMap(DomainEvent::members)
                .toList();
    }

    private static Stream<Class<? extends DomainEvent>> members(Class<? extends DomainEvent> family) {
        return Arrays.stream(family.getPermittedSubclasses()).map(member -> member.asSubclass(DomainEvent.class));
    }
}
