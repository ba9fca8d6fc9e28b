package org.mediaplanner.queries.testing;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.mediaplanner.queries.reading.AnswerStore;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Answers by the key that they were kept under, and how many were found. */
@Component
public final class AnswersInMemory implements AnswerStore {

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final AtomicInteger found = new AtomicInteger();

    @Override
    public Mono<String> find(String key) {
        return Mono.justOrEmpty(answers.get(key)).doOnNext(answer -> found.incrementAndGet());
    }

    @Override
    public Mono<Void> keep(String key, String answer, Duration time) {
        return Mono.fromRunnable(() -> answers.put(key, answer));
    }

    public void forgetAll() {
        answers.clear();
    }

    public int found() {
        return found.get();
    }
}
