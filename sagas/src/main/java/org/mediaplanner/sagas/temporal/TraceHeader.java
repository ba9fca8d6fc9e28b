package org.mediaplanner.sagas.temporal;

import io.temporal.api.common.v1.Payload;
import io.temporal.common.context.ContextPropagator;
import io.temporal.common.converter.DefaultDataConverter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.Metadata;

/**
 * Takes the trace in which work was asked for along with the work: Temporal hands it from who starts a workflow to its
 * code, and from there to each activity, on whatever node.
 */
public final class TraceHeader implements ContextPropagator {

    private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

    TraceHeader() {}

    /** Does {@code work}, and lets what it asks Temporal for belong to the trace of {@code traceparent}, if any. */
    public static void during(@Nullable String traceparent, Runnable work) {
        CURRENT.set(traceparent);
        try {
            work.run();
        } finally {
            CURRENT.remove();
        }
    }

    /** Where in which trace the work at hand was asked for. */
    static @Nullable String current() {
        return CURRENT.get();
    }

    @Override
    public String getName() {
        return Metadata.TRACEPARENT;
    }

    @Override
    public @Nullable Object getCurrentContext() {
        return CURRENT.get();
    }

    @Override
    public void setCurrentContext(@Nullable Object traceparent) {
        CURRENT.set((String) traceparent);
    }

    @Override
    public Map<String, Payload> serializeContext(@Nullable Object traceparent) {
        return traceparent == null
                ? Map.of()
                : DefaultDataConverter.STANDARD_INSTANCE.toPayload(traceparent)
                        .map(payload -> Map.of(Metadata.TRACEPARENT, payload)).orElse(Map.of());
    }

    @Override
    public @Nullable Object deserializeContext(Map<String, Payload> header) {
        Payload payload = header.get(Metadata.TRACEPARENT);
        return payload == null
                ? null
                : DefaultDataConverter.STANDARD_INSTANCE.fromPayload(payload, String.class, String.class);
    }
}
