package org.mediaplanner.gateway.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Which traces begin. A request, a command and a piece of work may, so many of them as {@code share} says; the handling
 * of a batch, where one of its commands was; a statement or a look of a process that nobody asked for never.
 */
record SampledOrigins(Sampler share) implements Sampler {

    @Override
    public SamplingResult shouldSample(Context parent, String traceId, String name, SpanKind kind,
            Attributes attributes, List<LinkData> links) {
        if (links.stream().anyMatch(link -> link.getSpanContext().isSampled())) {
            return SamplingResult.recordAndSample();
        }
        return kind == SpanKind.SERVER || kind == SpanKind.CONSUMER || kind == SpanKind.PRODUCER
                ? share.shouldSample(parent, traceId, name, kind, attributes, links)
                : SamplingResult.drop();
    }

    @Override
    public String getDescription() {
        return "SampledOrigins{" + share.getDescription() + "}";
    }
}
