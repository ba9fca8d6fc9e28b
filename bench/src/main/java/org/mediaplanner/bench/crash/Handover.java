package org.mediaplanner.bench.crash;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mediaplanner.bench.product.Door;
import org.mediaplanner.bench.product.Door.Answer;

/** Waits until the nodes that are left do all that the installation did. */
final class Handover {

    private static final List<String> QUESTIONS = List.of("/clients", "/campaigns", "/budgets", "/workflows",
            "/analytics/overview?from=2026-01-01&to=2026-01-31", "/analytics/pacing?from=2026-01-01&to=2026-01-31",
            "/analytics/outcomes?from=2026-01-01&to=2026-01-31");

    private Handover() {}

    /** How long it took until answers of every kind knew of a change that was made after the call. */
    static Duration to(List<URI> survivors) throws InterruptedException {
        long begin = System.nanoTime();
        Door door = new Door(survivors);
        String token = door.register("handover-" + UUID.randomUUID() + "@example.com");
        long position = Door
                .until(() -> door.send("POST", "/clients", token, "{\"name\": \"Seen by all\"}", null, null),
                        201)
                .position();
        for (String question : QUESTIONS) {
            String path = question + (question.contains("?") ? "&" : "?") + "minPosition=" + position;
            Optional<Answer> answer = Optional.empty();
            while (answer.filter(Answer::caughtUp).isEmpty()) {
                answer = door.send("GET", path, token, null, null, null);
            }
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
