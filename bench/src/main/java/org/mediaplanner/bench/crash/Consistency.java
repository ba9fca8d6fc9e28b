package org.mediaplanner.bench.crash;

import org.mediaplanner.bench.product.Door;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Lets the product compare everything that it derived from the log with the log. */
final class Consistency {

    private static final String CHECKS = "/admin/consistency-checks";
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Door door;
    private final String operator;

    /** @param operator the token of who may */
    Consistency(Door door, String operator) {
        this.door = door;
        this.operator = operator;
    }

    /** Rows that are not what the log says, when all is quiet: what could not be compared is counted too. */
    long differences() throws InterruptedException {
        JsonNode run = ended();
        return sum(run, "differences") + sum(run, "unchecked");
    }

    private JsonNode ended() throws InterruptedException {
        String id = Door.until(() -> door.send("POST", CHECKS, operator, null, null, null), 202).json().path("id")
                .asString();
        while (true) {
            JsonNode run = door.get(operator, CHECKS + "/" + id).json();
            switch (run.path("state").asString()) {
                case "RUNNING" -> Thread.sleep(PAUSE);
                case "INCOMPLETE" -> throw new IllegalStateException(run.toString());
                default -> {
                    return run;
                }
            }
        }
    }

    private static long sum(JsonNode run, String count) {
        return run.path("findings").valueStream().mapToLong(finding -> finding.path(count).asLong()).sum();
    }
}
