package org.mediaplanner.gateway.health;

import static java.util.stream.Collectors.toMap;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.mediaplanner.events.workflow.WorkflowRun.Status;
import org.mediaplanner.events.workflow.WorkflowType;
import org.mediaplanner.sagas.workflow.OpenRuns;
import org.mediaplanner.sagas.workflow.OpenRuns.Count;
import org.springframework.stereotype.Component;

/** How much long-running work there is. */
@Component
class WorkFigures implements Asked {

    private static final String OPEN = "mediaplanner.workflow.open";
    private static final String UNTOLD = "mediaplanner.workflow.untold.seconds";

    private final OpenRuns runs;

    WorkFigures(OpenRuns runs) {
        this.runs = runs;
    }

    private record Kind(String type, String state) {}

    @Override
    public Map<String, String> gauges() {
        return Map.of(OPEN, "Runs that have begun and not ended", UNTOLD,
                "Age of the oldest thing that Temporal has not been told");
    }

    @Override
    public List<Figure> ask() {
        Map<Kind, Long> open = runs.counts().stream()
                .collect(toMap(count -> new Kind(count.type(), count.state()), Count::runs));
        Stream<Figure> counts = Arrays.stream(WorkflowType.values()).flatMap(WorkFigures::kinds)
                .map(kind -> Figure.of(OPEN, open.getOrDefault(kind, 0L), "type", kind.type, "state", kind.state));
        return Stream.concat(counts, Stream.of(Figure.of(UNTOLD, runs.untold()))).toList();
    }

    private static Stream<Kind> kinds(WorkflowType type) {
        return Arrays.stream(Status.values()).filter(state -> !state.hasEnded())
                .map(state -> new Kind(type.path(), state.name()));
    }
}
