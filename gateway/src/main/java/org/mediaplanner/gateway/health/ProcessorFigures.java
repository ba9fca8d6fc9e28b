package org.mediaplanner.gateway.health;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.mediaplanner.eventstore.processing.DeadLetters;
import org.mediaplanner.eventstore.processing.ProcessorStates;
import org.mediaplanner.eventstore.processing.ProcessorStates.ProcessorState;
import org.springframework.stereotype.Component;

/** How each processor stands, whatever node it runs on; the tenants' sequencer is one of them. */
@Component
class ProcessorFigures implements Asked {

    private static final String LAG_EVENTS = "mediaplanner.processor.lag.events";
    private static final String LAG_SECONDS = "mediaplanner.processor.lag.seconds";
    private static final String PAUSED = "mediaplanner.processor.paused";
    private static final String FAILING = "mediaplanner.processor.failing";
    private static final String DEAD_LETTERS = "mediaplanner.dead.letters";
    private static final double MILLIS = 1_000;

    private final ProcessorStates processors;
    private final DeadLetters deadLetters;

    ProcessorFigures(ProcessorStates processors, DeadLetters deadLetters) {
        this.processors = processors;
        this.deadLetters = deadLetters;
    }

    @Override
    public Map<String, String> gauges() {
        return Map.of(LAG_EVENTS, "Positions not handled yet", LAG_SECONDS, "Age of the oldest event not handled yet",
                PAUSED, "1 where an operator has paused it", FAILING,
                "1 where it fails on the same event again and again",
                DEAD_LETTERS, "Events that it could not handle and that wait for somebody to decide");
    }

    @Override
    public List<Figure> ask() {
        Map<String, Long> letters = deadLetters.counts();
        return processors.all().stream()
                .flatMap(state -> figures(state, letters.getOrDefault(state.processor(), 0L))).toList();
    }

    private static Stream<Figure> figures(ProcessorState state, long letters) {
        String[] tags = {"processor", state.processor()};
        return Stream.of(Figure.of(LAG_EVENTS, state.lag(), tags),
                Figure.of(LAG_SECONDS, state.behind().toMillis() / MILLIS, tags),
                Figure.of(PAUSED, state.paused() ? 1 : 0, tags),
                Figure.of(FAILING, state.fault() == null ? 0 : 1, tags),
                Figure.of(DEAD_LETTERS, letters, tags));
    }
}
