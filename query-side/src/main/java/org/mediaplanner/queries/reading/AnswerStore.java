package org.mediaplanner.queries.reading;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** Where answers are remembered, for all nodes. May forget any of them at any time; neither call ever fails. */
public interface AnswerStore {

    /** What was kept under {@code key}; empty where nothing is, or nobody knows. */
    Mono<String> find(String key);

    /** Keeps {@code answer}, at most for {@code time}. */
    Mono<Void> keep(String key, String answer, Duration time);
}
