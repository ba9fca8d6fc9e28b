package org.mediaplanner.queries.reading;

import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.EventShapes;
import org.mediaplanner.eventstore.EventShapes.OfTenant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What reads the stored events of a tenant, for whoever must not wait: a key that is not known is asked for elsewhere. */
@Component
public class TenantShapes {

    private final EventShapes shapes;

    TenantShapes(EventShapes shapes) {
        this.shapes = shapes;
    }

    public Mono<OfTenant> of(TenantId tenant) {
        return Mono.defer(() -> shapes.known(tenant).map(Mono::just).orElseGet(
                () -> Mono.fromCallable(() -> shapes.of(tenant)).subscribeOn(Schedulers.boundedElastic())));
    }
}
