package org.mediaplanner.gateway.tracing;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mediaplanner.eventstore.processing.BatchContext;

/** A batch of events is a trace of its own, with a link to each command that it comes from. */
record LinkedBatches(Tracer tracer) implements TracingObservationHandler<BatchContext> {

    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    @Override
    public Tracer getTracer() {
        return tracer;
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof BatchContext;
    }

    @Override
    public void onStart(BatchContext batch) {
        Span.Builder span = tracer.spanBuilder().setNoParent().name(getSpanName(batch));
        batch.origins().forEach(origin -> link(origin).ifPresent(span::addLink));
        getTracingContext(batch).setSpan(span.start());
    }

    @Override
    public void onStop(BatchContext batch) {
        Span span = getRequiredSpan(batch);
        tagSpan(batch, span);
        endSpan(batch, span);
    }

    private Optional<Link> link(String traceparent) {
        Matcher parts = TRACEPARENT.matcher(traceparent);
        return parts.matches()
                ? Optional.of(new Link(tracer.traceContextBuilder().traceId(parts.group(1)).spanId(parts.group(2))
                        .sampled((Integer.parseInt(parts.group(3), 16) & 1) == 1).build()))
                : Optional.empty();
    }
}
