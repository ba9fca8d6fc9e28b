package org.mediaplanner.gateway.command;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.stereotype.Component;

/** How busy each gate of this node is. */
@Component
class GateMeters implements MeterBinder {

    private final List<CommandGate> gates;

    GateMeters(List<CommandGate> gates) {
        this.gates = gates;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (CommandGate gate : gates) {
            Gauge.builder("mediaplanner.gate.desks", gate, CommandGate::desks).tag("gate", gate.name())
                    .description("Pieces of work that may be done at a time").register(registry);
            Gauge.builder("mediaplanner.gate.busy", gate, CommandGate::busy).tag("gate", gate.name())
                    .description("Pieces of work that are being done").register(registry);
            Gauge.builder("mediaplanner.gate.waiting", gate, CommandGate::waiting).tag("gate", gate.name())
                    .description("Pieces of work that wait").register(registry);
            FunctionCounter.builder("mediaplanner.gate.refused", gate, CommandGate::sentAway)
                    .tag("gate", gate.name()).description("Pieces of work that were sent away").register(registry);
        }
    }
}
