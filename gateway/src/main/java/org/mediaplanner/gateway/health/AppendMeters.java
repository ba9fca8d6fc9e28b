package org.mediaplanner.gateway.health;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.mediaplanner.eventstore.storage.AppendCounts;
import org.springframework.stereotype.Component;

/** What this node has appended. */
@Component
class AppendMeters implements MeterBinder {

    private final AppendCounts counts;

    AppendMeters(AppendCounts counts) {
        this.counts = counts;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("mediaplanner.events.appended", counts, AppendCounts::events)
                .description("Events that this node has written").register(registry);
        FunctionCounter.builder("mediaplanner.append.conflicts", counts, AppendCounts::conflicts)
                .description("Appends of this node that came too late").register(registry);
    }
}
