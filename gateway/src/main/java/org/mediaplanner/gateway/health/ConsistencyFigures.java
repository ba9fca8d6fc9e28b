package org.mediaplanner.gateway.health;

import java.util.List;
import java.util.Map;
import org.mediaplanner.eventstore.consistency.ConsistencyRuns;
import org.mediaplanner.eventstore.consistency.ConsistencyRuns.Standing;
import org.springframework.stereotype.Component;

/** What comparing with the log has found, and how long ago. */
@Component
class ConsistencyFigures implements Asked {

    private static final String DIFFERENCES = "mediaplanner.consistency.differences";
    private static final String AGE = "mediaplanner.consistency.age.seconds";

    private final ConsistencyRuns runs;

    ConsistencyFigures(ConsistencyRuns runs) {
        this.runs = runs;
    }

    @Override
    public Map<String, String> gauges() {
        return Map.of(DIFFERENCES, "Rows that were not what the log says, when last compared", AGE,
                "Since everything was last compared with the log");
    }

    /** None were found where nobody has looked: that nobody has is what the age is for. */
    @Override
    public List<Figure> ask() {
        Standing standing = runs.standing();
        Long differences = standing.differences();
        return List.of(Figure.of(DIFFERENCES, differences == null ? 0 : differences),
                Figure.of(AGE, standing.seconds()));
    }
}
