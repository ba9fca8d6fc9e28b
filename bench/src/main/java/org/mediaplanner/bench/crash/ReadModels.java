package org.mediaplanner.bench.crash;

import org.mediaplanner.bench.product.Door;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Lets the product build each read model anew from the log, and counts the rows that differ from the live ones. */
final class ReadModels {

    private final Door door;
    private final String operator;

    /** @param operator the token of who may */
    ReadModels(Door door, String operator) {
        this.door = door;
        this.operator = operator;
    }

    long differences() throws InterruptedException {
        List<String> names = new ArrayList<>();
        projections().forEach(projection -> names.add(projection.path("name").asString()));
        long differing = 0;
        for (String name : names) {
            String path = "/admin/projections/" + name;
            Door.until(() -> door.send("POST", path + "/rebuild", operator, null, null, null), 202);
            JsonNode rebuild = ended(name);
            if (rebuild.has("differences")) {
                differing += rebuild.path("differences").asLong();
                Door.until(() -> door.send("POST", path + "/cancel", operator, null, null, null), 200);
            }
        }
        return differing;
    }

    /** Nothing where the new table took its place; the rebuild where it waits, because the tables differ. */
    private JsonNode ended(String name) throws InterruptedException {
        while (true) {
            JsonNode rebuild = projections().valueStream().filter(one -> one.path("name").asString().equals(name))
                    .findFirst().orElseThrow().path("rebuild");
            if (rebuild.isMissingNode() || rebuild.isNull() || rebuild.path("phase").asString().equals("WAITING")
                    || rebuild.path("phase").asString().equals("FAILED")) {
                return rebuild;
            }
            Thread.sleep(Duration.ofMillis(50));
        }
    }

    private JsonNode projections() throws InterruptedException {
        return door.get(operator, "/admin/projections").json().path("items");
    }
}
