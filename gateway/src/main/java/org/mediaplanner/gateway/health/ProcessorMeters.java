package org.mediaplanner.gateway.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.mediaplanner.eventstore.processing.ProcessorPace;
import org.mediaplanner.eventstore.processing.ProcessorRegistration;
import org.mediaplanner.eventstore.processing.ProcessorStates.ProcessorState;
import org.springframework.stereotype.Component;

/** How far each processor is behind, whatever node it runs on. */
@Component
class ProcessorMeters implements MeterBinder {

    private static final double MILLIS = 1_000;

    private final ProcessorPace pace;
    private final List<ProcessorRegistration> processors;

    ProcessorMeters(ProcessorPace pace, List<ProcessorRegistration> processors) {
        this.pace = pace;
        this.processors = processors;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        processors.stream().map(ProcessorRegistration::name).forEach(processor -> {
            gauge(registry, "mediaplanner.processor.lag.events", "Positions not handled yet", processor,
                    ProcessorState::lag);
            gauge(registry, "mediaplanner.processor.lag.seconds", "Age of the oldest event not handled yet", processor,
                    state -> state.behind().toMillis() / MILLIS);
        });
    }

    private void gauge(MeterRegistry registry, String name, String description, String processor,
            ToDoubleFunction<ProcessorState> figure) {
        Gauge.builder(name, pace, looked -> {
            ProcessorState state = looked.last(processor);
            return state == null ? Double.NaN : figure.applyAsDouble(state);
        }).description(description).tag("processor", processor).register(registry);
    }
}
