package org.mediaplanner.sagas.temporal;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.util.Map;
import org.mediaplanner.events.Metadata;

/** Lets whoever measures know how long each attempt at an activity took; in a trace, it goes on where it was asked for. */
final class ObservedActivities extends WorkerInterceptorBase {

    private static final String NAME = "mediaplanner.activity";

    private final ObservationRegistry registry;

    ObservedActivities(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new Observed(next);
    }

    private final class Observed extends ActivityInboundCallsInterceptorBase {

        private String activity = "unknown";

        Observed(ActivityInboundCallsInterceptor next) {
            super(next);
        }

        @Override
        public void init(ActivityExecutionContext context) {
            activity = context.getInfo().getActivityType();
            super.init(context);
        }

        @Override
        public ActivityOutput execute(ActivityInput input) {
            return Observation.createNotStarted(NAME, Observed::received, registry)
                    .contextualName("activity " + activity).lowCardinalityKeyValue("activity", activity)
                    .observe(() -> super.execute(input));
        }

        private static Observation.Context received() {
            ReceiverContext<Map<String, String>> context = new ReceiverContext<>(Map::get, Kind.CONSUMER);
            String traceparent = TraceHeader.current();
            context.setCarrier(traceparent == null ? Map.of() : Map.of(Metadata.TRACEPARENT, traceparent));
            return context;
        }
    }
}
