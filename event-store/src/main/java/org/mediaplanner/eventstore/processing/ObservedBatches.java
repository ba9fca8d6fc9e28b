package org.mediaplanner.eventstore.processing;

import static java.util.stream.Collectors.toCollection;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.mediaplanner.eventstore.RecordedEvent;

/** Lets whoever measures know how long a batch took, and which commands it comes from. */
record ObservedBatches(String processor, BatchListener listener, ObservationRegistry registry)
        implements
        BatchListener {

    private static final String NAME = "mediaplanner.processor.batch";
    private static final int ORIGINS = 64;

    @Override
    public void handle(List<RecordedEvent<?>> batch) throws Exception {
        Observation.createNotStarted(NAME, () -> new BatchContext(origins(batch)), registry)
                .contextualName("batch " + processor).lowCardinalityKeyValue("processor", processor)
                .observeChecked(() -> listener.handle(batch));
    }

    @Override
    public boolean concerns(RecordedEvent<?> event) {
        return listener.concerns(event);
    }

    @Override
    public void begin() {
        listener.begin();
    }

    private static Set<String> origins(List<RecordedEvent<?>> batch) {
        return batch.stream().map(RecordedEvent::traceparent).filter(Objects::nonNull).distinct().limit(ORIGINS)
                .collect(toCollection(LinkedHashSet::new));
    }
}
